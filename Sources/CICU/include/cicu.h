// ICU behind a plain C interface: without ICU's types and versioned names, Swift code can import
// Foundation beside it. Texts are UTF-8, lengths and offsets are in bytes, and `status` is ICU's
// UErrorCode: above 0 it is a failure.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A sentence break iterator. Two threads must not use one at the same time.
typedef struct cicu_breaker cicu_breaker;

/// Opens an iterator with the rules of a locale. Returns `NULL` on failure.
cicu_breaker *cicu_breaker_open(const char *locale, int32_t *status);
/// Frees an iterator.
void cicu_breaker_close(cicu_breaker *breaker);

/// Sets the text, which must stay in place until the last `cicu_breaker_next` for it. If
/// `is_widened`, ICU gets a well-formed text as UTF-16, which is faster and finds the same breaks.
void cicu_breaker_set_text(
    cicu_breaker *breaker, const char *text, int64_t count, bool is_widened, int32_t *status);

/// Writes the next break offsets, at most `capacity`, ascending. The end of the text is a break,
/// its start is not. Returns how many were written; 0 when there are no more.
int64_t cicu_breaker_next(cicu_breaker *breaker, int32_t *offsets, int64_t capacity);

/// A compiled regular expression. Two threads must not use one at the same time.
typedef struct cicu_regex cicu_regex;

/// Compiles an expression. Returns `NULL` on failure.
cicu_regex *cicu_regex_open(const char *pattern, int64_t count, int32_t *status);
/// Frees an expression.
void cicu_regex_close(cicu_regex *regex);

/// Whether an expression matches a whole text. False on failure.
bool cicu_regex_matches(cicu_regex *regex, const char *text, int64_t count, int32_t *status);

/// Finds a match at every position where one begins and writes where it ends, in the order of the
/// beginnings. Returns the number of matches, or -1 on failure; if it is above `capacity`, only the
/// first `capacity` were written. An expression that takes too long is a failure.
int64_t cicu_regex_match_ends(
    cicu_regex *regex, const char *text, int64_t count, int32_t *ends, int64_t capacity,
    int32_t *status);

/// Finds all matches, one after another, that are not empty, and writes where each begins and ends, in bytes.
/// Returns the same as `cicu_regex_match_ends`; `places` has room for twice `capacity`.
int64_t cicu_regex_find_all(
    cicu_regex *regex, const char *text, int64_t count, int32_t *places, int64_t capacity,
    int32_t *status);

/// Normalizes a text to NFC. Returns the size of the result in bytes, or -1 on failure; if it is
/// above `capacity`, `output` is not usable.
int64_t cicu_nfc(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status);

/// Normalizes a text to NFD. Returns the same as `cicu_nfc`.
int64_t cicu_nfd(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status);

/// Applies full case folding. Returns the same as `cicu_nfc`.
int64_t cicu_fold_case(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status);

/// Writes where the words, and what stands between them, end in a text: offsets in bytes, ascending.
/// Words of scripts without blanks are found in ICU's dictionaries. Returns the number of ends, or -1 on
/// failure; if it is above `capacity`, only the first `capacity` were written.
int64_t cicu_word_ends(
    const char *text, int64_t count, int32_t *ends, int64_t capacity, int32_t *status);

/// Writes a text of any script in letters of ASCII, as it is pronounced. Returns the same as `cicu_nfc`.
int64_t cicu_latin(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status);

/// A converter from a named character encoding to UTF-8, which takes a text piece by piece. Two
/// threads must not use one at the same time.
typedef struct cicu_decoder cicu_decoder;

/// Opens a converter. Returns `NULL` on failure.
cicu_decoder *cicu_decoder_open(const char *charset, int32_t *status);
/// Frees a converter.
void cicu_decoder_close(cicu_decoder *decoder);

/// Converts the next bytes of a text; `is_last` ends it. Bytes that the encoding does not have become
/// U+FFFD. Writes at most `capacity` bytes, and to `taken` how many bytes of the text are done with:
/// call again with the others, and after the last one as long as the output was full. Returns the
/// number of bytes written, or -1 on failure.
int64_t cicu_decoder_next(
    cicu_decoder *decoder, const char *text, int64_t count, bool is_last, char *output,
    int64_t capacity, int64_t *taken, int32_t *status);

/// Converts a text in UTF-8 to a named character encoding. A character that the encoding does not have
/// becomes a decimal character reference of XML, or, unless `escapes`, is a failure. Returns the same as
/// `cicu_nfc`.
int64_t cicu_encode(
    const char *charset, const char *text, int64_t count, bool escapes, char *output,
    int64_t capacity, int32_t *status);

/// Whether ICU has a converter for a character encoding of this name.
bool cicu_knows_encoding(const char *charset);

/// Whether ICU lists a language code as one of ISO 639.
bool cicu_knows_language(const char *language);

/// Writes the code that takes the place of a deprecated or longer one, in ASCII: `id` for the languages
/// `in` and `ind`, `GB` for the territory `UK`. Codes are in canonical case, subtags are joined by `_`.
/// Returns its length; 0 if the code stays as it is.
int64_t cicu_preferred_code(
    const char *code, bool is_territory, char *output, int64_t capacity);

/// The number of the languages that ICU lists, and their codes by position.
int32_t cicu_language_count(void);
const char *cicu_language_at(int32_t index);

/// Writes the name of a language in the language of a locale. Returns the same as `cicu_nfc`, and 0 if
/// ICU has no name for it.
int64_t cicu_language_name(
    const char *language, const char *locale, char *output, int64_t capacity, int32_t *status);

/// Writes what territories, months, days of the week, numbers, units and cities are called in the
/// language of a locale, as lines of a thing, a tab and a name of it. Returns the same as `cicu_nfc`,
/// and 0 if ICU does not know the language.
int64_t cicu_common_names(
    const char *locale, char *output, int64_t capacity, int32_t *status);

/// Writes only the units of time, length, mass, area and temperature, with their short names.
int64_t cicu_unit_names(
    const char *locale, char *output, int64_t capacity, int32_t *status);

/// Writes how numbers and dates are written in the language of a locale, in lines of the same form:
/// `decimal` and `group` (marks), `uneven-groups` if not all have three digits, `month 1` and `short-month 1`, `weekday 1` for Monday, `ordinal-day` if a
/// full stop follows the day of a date, and `power 6` for a word behind digits. Returns the same as `cicu_common_names`.
int64_t cicu_value_forms(
    const char *locale, char *output, int64_t capacity, int32_t *status);

/// Whether the texts of two locales are written in one script: that of the locale or, where it names none, the
/// likely one of its language and region.
int32_t cicu_same_script(const char *first, const char *second);

/// Whether a noun has the same plural form after two numbers, such as "2" and "5", in the language of a
/// locale; 0 and an error of ICU in `status` if that is not known.
int32_t cicu_same_plural(const char *locale, const char *first, const char *second, int32_t *status);

/// The ISO 15924 code of a script by its English name in any case: `Latn` of `latin`. `NULL` if there is
/// no such script. Never freed.
const char *cicu_script_code(const char *name);

/// The name of a status, `U_ILLEGAL_ARGUMENT_ERROR` for example. Never freed.
const char *cicu_error_name(int32_t status);

#ifdef __cplusplus
}
#endif
