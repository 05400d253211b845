#include "cicu.h"

#include <cstring>
#include <limits>
#include <new>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/ubrk.h>
#include <unicode/ucnv.h>
#include <unicode/uloc.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

struct cicu_breaker {
  UBreakIterator *iterator;
  UText text;
  // The text in UTF-16 and, where it has more than ASCII, how far its breaks have been turned back
  // into UTF-8 offsets.
  std::vector<char16_t> wide;
  const unsigned char *bytes;
  bool is_mapped;
  int32_t unit, byte;
};

struct cicu_regex {
  URegularExpression *expression;
  UText text;
};

namespace {

// Steps of ICU's matching engine, in thousands: enough for any sane expression on a paragraph.
const int32_t regex_time_limit = 2000;

// ICU counts bytes in 32 bits; a longer text is refused, never cut.
bool fits(int64_t count, int32_t *status) {
  if (count >= 0 && count <= std::numeric_limits<int32_t>::max()) return true;
  *status = U_INDEX_OUTOFBOUNDS_ERROR;
  return false;
}

// Whether every byte is ASCII. Plain loops over bytes are what compilers turn into SIMD.
bool is_ascii(const char *text, int64_t count) {
  unsigned char seen = 0;
  for (int64_t index = 0; index < count; index++) seen |= static_cast<unsigned char>(text[index]);
  return seen < 0x80;
}

// Turns a well-formed text into UTF-16, which ICU reads faster than UTF-8; false for an ill-formed one.
bool widen(cicu_breaker *breaker, const char *text, int32_t count) {
  breaker->wide.resize(static_cast<size_t>(count));
  if (is_ascii(text, count)) {
    // Offsets are the same.
    for (int32_t index = 0; index < count; index++) {
      breaker->wide[static_cast<size_t>(index)] = static_cast<unsigned char>(text[index]);
    }
    return true;
  }
  UErrorCode error = U_ZERO_ERROR;
  int32_t units = 0;
  u_strFromUTF8(breaker->wide.data(), count, &units, text, count, &error);
  if (U_FAILURE(error)) return false;
  breaker->wide.resize(static_cast<size_t>(units));
  breaker->bytes = reinterpret_cast<const unsigned char *>(text);
  breaker->is_mapped = true;
  breaker->unit = breaker->byte = 0;
  return true;
}

// The UTF-8 offset of a UTF-16 one; each call goes on from the last, which was lower.
int32_t byte_offset(cicu_breaker *breaker, int32_t unit) {
  while (breaker->unit < unit) {
    const unsigned char lead = breaker->bytes[breaker->byte];
    breaker->byte += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    breaker->unit += lead < 0xF0 ? 1 : 2;
  }
  return breaker->byte;
}

int32_t clamp(int64_t capacity) {
  const int64_t most = std::numeric_limits<int32_t>::max();
  return static_cast<int32_t>(capacity < most ? capacity : most);
}

int64_t normalize(
    const icu::Normalizer2 *(*form)(UErrorCode &), const char *text, int64_t count, char *output,
    int64_t capacity, int32_t *status) {
  if (!fits(count, status)) return -1;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2 *normalizer = form(error);
  icu::CheckedArrayByteSink sink(output, clamp(capacity));
  if (U_SUCCESS(error)) {
    normalizer->normalizeUTF8(
        0, icu::StringPiece(text, static_cast<int32_t>(count)), sink, nullptr, error);
  }
  *status = error;
  return U_FAILURE(error) ? -1 : sink.NumberOfBytesAppended();
}

}  // namespace

extern "C" {

cicu_breaker *cicu_breaker_open(const char *locale, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_SENTENCE, locale, nullptr, 0, &error);
  *status = error;
  if (U_FAILURE(error)) return nullptr;
  auto breaker = new (std::nothrow) cicu_breaker{
      iterator, UTEXT_INITIALIZER, {}, nullptr, false, 0, 0};
  if (breaker == nullptr) {
    ubrk_close(iterator);
    *status = U_MEMORY_ALLOCATION_ERROR;
  }
  return breaker;
}

void cicu_breaker_close(cicu_breaker *breaker) {
  ubrk_close(breaker->iterator);
  utext_close(&breaker->text);
  delete breaker;
}

void cicu_breaker_set_text(
    cicu_breaker *breaker, const char *text, int64_t count, bool is_widened, int32_t *status) {
  if (!fits(count, status)) return;
  UErrorCode error = U_ZERO_ERROR;
  breaker->is_mapped = false;
  if (is_widened && widen(breaker, text, static_cast<int32_t>(count))) {
    ubrk_setText(
        breaker->iterator, breaker->wide.data(), static_cast<int32_t>(breaker->wide.size()), &error);
  } else {
    utext_openUTF8(&breaker->text, text, count, &error);
    ubrk_setUText(breaker->iterator, &breaker->text, &error);
  }
  *status = error;
}

int64_t cicu_breaker_next(cicu_breaker *breaker, int32_t *offsets, int64_t capacity) {
  int64_t found = 0;
  while (found < capacity) {
    const int32_t offset = ubrk_next(breaker->iterator);
    if (offset == UBRK_DONE) break;
    offsets[found++] = breaker->is_mapped ? byte_offset(breaker, offset) : offset;
  }
  return found;
}

cicu_regex *cicu_regex_open(const char *pattern, int64_t count, int32_t *status) {
  if (!fits(count, status)) return nullptr;
  UErrorCode error = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, pattern, count, &error);
  UParseError place;
  URegularExpression *expression = uregex_openUText(&text, 0, &place, &error);
  utext_close(&text);
  if (U_SUCCESS(error)) uregex_setTimeLimit(expression, regex_time_limit, &error);
  *status = error;
  if (U_FAILURE(error)) {
    uregex_close(expression);
    return nullptr;
  }
  auto regex = new (std::nothrow) cicu_regex{expression, UTEXT_INITIALIZER};
  if (regex == nullptr) {
    uregex_close(expression);
    *status = U_MEMORY_ALLOCATION_ERROR;
  }
  return regex;
}

void cicu_regex_close(cicu_regex *regex) {
  uregex_close(regex->expression);
  utext_close(&regex->text);
  delete regex;
}

bool cicu_regex_matches(cicu_regex *regex, const char *text, int64_t count, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  utext_openUTF8(&regex->text, text, count, &error);
  uregex_setUText(regex->expression, &regex->text, &error);
  const bool matches = uregex_matches64(regex->expression, 0, &error);
  *status = error;
  return U_SUCCESS(error) && matches;
}

int64_t cicu_regex_match_ends(
    cicu_regex *regex, const char *text, int64_t count, int32_t *ends, int64_t capacity,
    int32_t *status) {
  if (!fits(count, status)) return -1;
  UErrorCode error = U_ZERO_ERROR;
  utext_openUTF8(&regex->text, text, count, &error);
  uregex_setUText(regex->expression, &regex->text, &error);
  int64_t found = 0;
  int64_t from = 0;
  while (U_SUCCESS(error) && from <= count && uregex_find64(regex->expression, from, &error)) {
    const int64_t start = uregex_start64(regex->expression, 0, &error);
    const int64_t end = uregex_end64(regex->expression, 0, &error);
    if (found < capacity) ends[found] = static_cast<int32_t>(end);
    found++;
    // The next match may begin anywhere after this one begins.
    from = start + 1;
    while (from < count && (text[from] & 0xC0) == 0x80) from++;
  }
  *status = error;
  return U_FAILURE(error) ? -1 : found;
}

int64_t cicu_nfc(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status) {
  return normalize(icu::Normalizer2::getNFCInstance, text, count, output, capacity, status);
}

int64_t cicu_nfd(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status) {
  return normalize(icu::Normalizer2::getNFDInstance, text, count, output, capacity, status);
}

int64_t cicu_fold_case(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status) {
  if (!fits(count, status)) return -1;
  UErrorCode error = U_ZERO_ERROR;
  icu::CheckedArrayByteSink sink(output, clamp(capacity));
  icu::CaseMap::utf8Fold(
      U_FOLD_CASE_DEFAULT, icu::StringPiece(text, static_cast<int32_t>(count)), sink, nullptr,
      error);
  *status = error;
  return U_FAILURE(error) ? -1 : sink.NumberOfBytesAppended();
}

int64_t cicu_decode(
    const char *charset, const char *text, int64_t count, char *output, int64_t capacity,
    int32_t *status) {
  if (!fits(count, status)) return -1;
  UErrorCode error = U_ZERO_ERROR;
  const int32_t needed = ucnv_convert(
      "UTF-8", charset, output, clamp(capacity), text, static_cast<int32_t>(count), &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) error = U_ZERO_ERROR;  // the caller sees it in the count
  *status = error;
  return U_FAILURE(error) ? -1 : needed;
}

bool cicu_knows_language(const char *language) {
  for (const char *const *known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (std::strcmp(*known, language) == 0) return true;
  }
  return false;
}

const char *cicu_error_name(int32_t status) { return u_errorName(static_cast<UErrorCode>(status)); }

}  // extern "C"
