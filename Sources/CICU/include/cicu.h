// ICU behind plain C: no ICU type, no versioned name, so that Swift code may import Foundation
// beside it. Texts are UTF-8, lengths and offsets count bytes, `status` is ICU's UErrorCode.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A sentence break iterator; not for two threads at once.
typedef struct cicu_breaker cicu_breaker;

cicu_breaker *cicu_breaker_open(const char *locale, int32_t *status);
void cicu_breaker_close(cicu_breaker *breaker);

/// Sets the text, which must stay where it is until the last `cicu_breaker_next` for it. `is_widened`
/// lets a well-formed text be handed to ICU as UTF-16, which is faster and finds the same breaks.
void cicu_breaker_set_text(
    cicu_breaker *breaker, const char *text, int64_t count, bool is_widened, int32_t *status);

/// Writes up to `capacity` further break offsets, ascending, the end of the text included and its
/// start left out; 0 when there are no more.
int64_t cicu_breaker_next(cicu_breaker *breaker, int32_t *offsets, int64_t capacity);

/// A compiled regular expression; not for two threads at once.
typedef struct cicu_regex cicu_regex;

/// Compiles an expression; `NULL` with ICU's reason in `status` where it cannot.
cicu_regex *cicu_regex_open(const char *pattern, int64_t count, int32_t *status);
void cicu_regex_close(cicu_regex *regex);

/// Whether an expression matches the whole of a text.
bool cicu_regex_matches(cicu_regex *regex, const char *text, int64_t count, int32_t *status);

/// Writes the offsets at which matches end, for every place at which one can begin, ascending by that
/// place. Returns how many there are, or -1; more than `capacity` means that only that many were
/// written. An expression that takes too long is a failure.
int64_t cicu_regex_match_ends(
    cicu_regex *regex, const char *text, int64_t count, int32_t *ends, int64_t capacity,
    int32_t *status);

/// NFC. Returns the bytes needed; more than `capacity` means that nothing useful was written.
int64_t cicu_nfc(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status);

/// NFD. Returns as `cicu_nfc` does.
int64_t cicu_nfd(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status);

/// Full case folding. Returns as `cicu_nfc` does.
int64_t cicu_fold_case(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status);

/// Converts a text in a named charset to UTF-8. Returns as `cicu_nfc` does.
int64_t cicu_decode(
    const char *charset, const char *text, int64_t count, char *output, int64_t capacity,
    int32_t *status);

/// Whether ISO 639 lists the language, as far as ICU knows.
bool cicu_knows_language(const char *language);

const char *cicu_error_name(int32_t status);

#ifdef __cplusplus
}
#endif
