#include "cicu.h"

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/dcfmtsym.h>
#include <unicode/decimfmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/localpointer.h>
#include <unicode/locdspnm.h>
#include <unicode/measunit.h>
#include <unicode/normalizer2.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/rbnf.h>
#include <unicode/smpdtfmt.h>
#include <unicode/stringpiece.h>
#include <unicode/timezone.h>
#include <unicode/translit.h>
#include <unicode/tznames.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>
#include <unicode/uregex.h>
#include <unicode/ures.h>
#include <unicode/uscript.h>
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
  // The text in UTF-16, which ICU reads several times as fast as UTF-8.
  std::vector<char16_t> wide;
};

struct cicu_decoder {
  UConverter *source, *target;
  // The UTF-16 between the two converters, some of which may wait for the next call.
  UChar pivot[1024];
  UChar *pivot_source, *pivot_target;
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
bool widen_text(std::vector<char16_t> &wide, const char *text, int32_t count) {
  wide.resize(static_cast<size_t>(count));
  if (is_ascii(text, count)) {
    // Offsets are the same.
    for (int32_t index = 0; index < count; index++) {
      wide[static_cast<size_t>(index)] = static_cast<unsigned char>(text[index]);
    }
    return true;
  }
  UErrorCode error = U_ZERO_ERROR;
  int32_t units = 0;
  u_strFromUTF8(wide.data(), count, &units, text, count, &error);
  if (U_FAILURE(error)) return false;
  wide.resize(static_cast<size_t>(units));
  return true;
}

// `widen_text` for a breaker, which turns offsets back.
bool widen(cicu_breaker *breaker, const char *text, int32_t count) {
  if (!widen_text(breaker->wide, text, count)) return false;
  // Only ASCII has as many units as bytes.
  if (breaker->wide.size() == static_cast<size_t>(count)) return true;
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

// Writes U+FFFD for bytes that a converter cannot read. ICU's own callback writes U+001A for some.
void write_replacement(
    const void *, UConverterToUnicodeArgs *arguments, const char *, int32_t, UConverterCallbackReason reason,
    UErrorCode *error) {
  if (reason > UCNV_IRREGULAR) return;
  const char16_t replacement = 0xFFFD;
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, error);
}

// A string of a resource, all of it ASCII; empty if there is none.
std::string ascii(const UResourceBundle *bundle, const char *key) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 0;
  const UChar *text = ures_getStringByKey(bundle, key, &length, &error);
  return U_FAILURE(error) ? std::string() : std::string(text, text + length);
}

// The replacement of a code in CLDR's table of aliases, if the registry of language subtags or ISO 639 has
// it too. CLDR's own (`tl` becomes `fil`) and those that add something (`prs` becomes `fa_AF`) are not.
std::string replacement(const char *kind, const char *code) {
  UErrorCode error = U_ZERO_ERROR;
  icu::LocalUResourceBundlePointer metadata(ures_openDirect(nullptr, "metadata", &error));
  icu::LocalUResourceBundlePointer aliases(ures_getByKey(metadata.getAlias(), "alias", nullptr, &error));
  icu::LocalUResourceBundlePointer kinds(ures_getByKey(aliases.getAlias(), kind, nullptr, &error));
  icu::LocalUResourceBundlePointer alias(ures_getByKey(kinds.getAlias(), code, nullptr, &error));
  if (U_FAILURE(error)) return {};
  const std::string reason = ascii(alias.getAlias(), "reason");
  const std::string value = ascii(alias.getAlias(), "replacement");
  // A blank stands between the successors of a state that fell apart.
  if (reason == "legacy" || value.find(' ') != std::string::npos) return {};
  const bool is_shorter = value.size() == 2 && std::strlen(code) == 3;
  return reason == "deprecated" || is_shorter ? value : std::string();
}

// Writes names of things as lines: what the thing is, a tab, its name.
class name_list {
 public:
  explicit name_list(const icu::Locale &locale) : locale_(locale) {}

  const std::string &text() const { return text_; }

  void add_territories() {
    const icu::LocalPointer<icu::LocaleDisplayNames> names(
        icu::LocaleDisplayNames::createInstance(locale_, contexts_, std::size(contexts_)));
    for (const char *const *code = uloc_getISOCountries(); *code != nullptr; code++) {
      icu::UnicodeString name;
      names->regionDisplayName(*code, name);
      if (!name.isBogus()) add(std::string("territory ") + *code, name);
    }
  }

  void add_dates() {
    for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
        UErrorCode error = U_ZERO_ERROR;
        const icu::DateFormatSymbols symbols(locale_, error);
        if (U_FAILURE(error)) return;
        int32_t count = 0;
        const icu::UnicodeString *names = symbols.getMonths(count, context, width);
        for (int32_t index = 0; index < count; index++) add("month " + std::to_string(index), names[index]);
        names = symbols.getWeekdays(count, context, width);
        for (int32_t index = 0; index < count; index++) add("day " + std::to_string(index), names[index]);
      }
    }
  }

  // Numbers above 1, which is an article in many languages, in all forms of counting.
  void add_numbers() {
    UErrorCode error = U_ZERO_ERROR;
    const icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, locale_, error);
    if (U_FAILURE(error)) return;
    for (int32_t index = 0; index < format.getNumberOfRuleSetNames(); index++) {
      const icu::UnicodeString rules = format.getRuleSetName(index);
      if (rules.indexOf(u"cardinal") < 0 && rules != u"%spellout-numbering") continue;
      for (int32_t number = 2; number <= 100; number++) add_number(format, rules, number);
      for (const int32_t number : {1'000, 1'000'000, 1'000'000'000}) add_number(format, rules, number);
    }
  }

  // Units of time, length and mass, with the forms that their plurals have.
  void add_units(UNumberUnitWidth width = UNUM_UNIT_WIDTH_FULL_NAME) {
    add_units({"duration", "length", "mass"}, width);
  }

  void add_units(std::initializer_list<const char *> types, UNumberUnitWidth width) {
    for (const char *type : types) {
      UErrorCode error = U_ZERO_ERROR;
      icu::MeasureUnit units[64];
      const int32_t count = icu::MeasureUnit::getAvailable(type, units, std::size(units), error);
      for (int32_t index = 0; U_SUCCESS(error) && index < count; index++) add_unit(units[index], width);
    }
  }

  // The cities that time zones are named after.
  void add_cities() {
    UErrorCode error = U_ZERO_ERROR;
    const icu::LocalPointer<icu::TimeZoneNames> names(icu::TimeZoneNames::createInstance(locale_, error));
    const icu::LocalPointer<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
        UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, error));
    while (U_SUCCESS(error)) {
      const icu::UnicodeString *zone = zones->snext(error);
      if (zone == nullptr) return;
      icu::UnicodeString name;
      std::string key = "city ";
      add(zone->toUTF8String(key), names->getExemplarLocationName(*zone, name));
    }
  }

  // How numbers and dates are written: marks, months, days of the week, and the words for powers of ten.
  void add_value_forms() {
    UErrorCode error = U_ZERO_ERROR;
    const icu::DecimalFormatSymbols marks(locale_, error);
    const icu::DateFormatSymbols dates(locale_, error);
    if (U_FAILURE(error)) return;
    add("decimal", marks.getSymbol(icu::DecimalFormatSymbols::kDecimalSeparatorSymbol));
    add("group", marks.getSymbol(icu::DecimalFormatSymbols::kGroupingSeparatorSymbol));
    add_group_form();
    for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      const auto wide = icu::DateFormatSymbols::WIDE, shorter = icu::DateFormatSymbols::ABBREVIATED;
      int32_t count = 0;
      const icu::UnicodeString *names = dates.getMonths(count, context, wide);
      for (int32_t index = 0; index < count; index++) add("month " + std::to_string(index + 1), names[index]);
      names = dates.getMonths(count, context, shorter);
      for (int32_t index = 0; index < count; index++) add("short-month " + std::to_string(index + 1), names[index]);
      names = dates.getWeekdays(count, context, wide);
      // ICU counts from 1 for Sunday on.
      for (int32_t index = 1; index < count; index++) {
        add("weekday " + std::to_string(index == 1 ? 7 : index - 1), names[index]);
      }
    }
    add_day_form();
    add_powers(icu::number::Notation::compactShort());
    add_powers(icu::number::Notation::compactLong());
  }

 private:
  // Whether groups of digits before the last three have another size: 12,34,567.
  void add_group_form() {
    UErrorCode error = U_ZERO_ERROR;
    const icu::LocalPointer<icu::NumberFormat> format(icu::NumberFormat::createInstance(locale_, error));
    const auto *pattern = dynamic_cast<const icu::DecimalFormat *>(format.getAlias());
    if (U_FAILURE(error) || pattern == nullptr) return;
    const int32_t size = pattern->getSecondaryGroupingSize();
    if (size > 0 && size != pattern->getGroupingSize()) add("uneven-groups", u",");
  }

  // Whether dates have the day as an ordinal with a full stop: 3. Juni.
  void add_day_form() {
    const icu::LocalPointer<icu::DateFormat> format(
        icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale_));
    const auto *pattern = dynamic_cast<const icu::SimpleDateFormat *>(format.getAlias());
    if (pattern == nullptr) return;
    icu::UnicodeString form;
    if (pattern->toPattern(form).indexOf(u"d. M") >= 0) add("ordinal-day", u".");
  }

  // The words behind digits in numbers such as 2 million, with the powers of ten that they stand for.
  void add_powers(const icu::number::Notation &notation) {
    const auto format = icu::number::NumberFormatter::withLocale(locale_).notation(notation);
    int64_t unit = 1'000;
    for (int power = 3; power <= 12; power++, unit *= 10) {
      for (const int64_t count : {1, 2, 5}) {
        UErrorCode error = U_ZERO_ERROR;
        const icu::UnicodeString text = format.formatInt(count * unit, error).toString(error);
        if (U_FAILURE(error)) return;
        int64_t digits = 0;
        icu::UnicodeString word;
        for (int32_t index = 0; index < text.length(); index = text.moveIndex32(index, 1)) {
          const UChar32 character = text.char32At(index);
          const int32_t digit = u_charDigitValue(character);
          if (digit < 0) word.append(character);
          else digits = 10 * digits + digit;
        }
        int left = power;
        for (; digits > count; digits /= 10) left--;
        if (digits == count && left > 0) add("power " + std::to_string(left), word.trim());
      }
    }
  }

  void add(const std::string &thing, const icu::UnicodeString &name) {
    if (name.isEmpty()) return;
    text_ += thing + '\t';
    name.toUTF8String(text_) += '\n';
  }

  void add_number(
      const icu::RuleBasedNumberFormat &format, const icu::UnicodeString &rules, int32_t number) {
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString words;
    icu::FieldPosition position;
    format.format(number, rules, words, position, error);
    if (U_SUCCESS(error)) add("number " + std::to_string(number), words);
  }

  void add_unit(const icu::MeasureUnit &unit, UNumberUnitWidth width) {
    const icu::number::LocalizedNumberFormatter plain = icu::number::NumberFormatter::withLocale(locale_);
    const auto measure = plain.unit(unit).unitWidth(width);
    // They are singular, dual, few, many and a fraction where a language tells them apart.
    for (const double amount : {1.0, 2.0, 3.0, 5.0, 11.0, 1.5}) {
      UErrorCode error = U_ZERO_ERROR;
      icu::UnicodeString name = measure.formatDouble(amount, error).toString(error);
      name.findAndReplace(plain.formatDouble(amount, error).toString(error), icu::UnicodeString());
      if (U_SUCCESS(error)) add(std::string("unit ") + unit.getIdentifier(), name.trim());
    }
  }

  UDisplayContext contexts_[1] = {UDISPCTX_NO_SUBSTITUTE};
  const icu::Locale locale_;
  std::string text_;
};

// Writes the names that `fill` adds in the language of a locale; none if ICU does not know it.
template <typename Fill>
int64_t write_names(const char *locale, char *output, int64_t capacity, int32_t *status, Fill fill) {
  UErrorCode error = U_ZERO_ERROR;
  // Of a language that ICU does not know it would give the names in that of the machine.
  const icu::LocalUResourceBundlePointer bundle(ures_open(nullptr, locale, &error));
  *status = error;
  if (U_FAILURE(error)) return -1;
  const char *actual = ures_getLocaleByType(bundle.getAlias(), ULOC_ACTUAL_LOCALE, &error);
  if (error == U_USING_DEFAULT_WARNING || actual == nullptr || std::strcmp(actual, "root") == 0) return 0;
  name_list names{icu::Locale(locale)};
  fill(names);
  const std::string &text = names.text();
  const size_t room = capacity > 0 ? static_cast<size_t>(capacity) : 0;
  if (!text.empty()) std::memcpy(output, text.data(), std::min(text.size(), room));
  return static_cast<int64_t>(text.size());
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
  auto regex = new (std::nothrow) cicu_regex{expression, UTEXT_INITIALIZER, {}};
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

int64_t cicu_regex_find_all(
    cicu_regex *regex, const char *text, int64_t count, int32_t *places, int64_t capacity,
    int32_t *status) {
  if (!fits(count, status)) return -1;
  UErrorCode error = U_ZERO_ERROR;
  const bool is_wide = widen_text(regex->wide, text, static_cast<int32_t>(count));
  if (is_wide) {
    uregex_setText(
        regex->expression, regex->wide.data(), static_cast<int32_t>(regex->wide.size()), &error);
  } else {
    utext_openUTF8(&regex->text, text, count, &error);
    uregex_setUText(regex->expression, &regex->text, &error);
  }
  const bool is_mapped = is_wide && regex->wide.size() != static_cast<size_t>(count);
  int64_t found = 0, unit = 0, byte = 0;
  const auto byte_place = [&](int64_t place) {
    if (!is_mapped) return static_cast<int32_t>(place);
    while (unit < place) {
      const unsigned char lead = static_cast<unsigned char>(text[byte]);
      byte += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      unit += lead < 0xF0 ? 1 : 2;
    }
    return static_cast<int32_t>(byte);
  };
  for (bool is_found = uregex_find64(regex->expression, 0, &error); is_found && U_SUCCESS(error);
       is_found = uregex_findNext(regex->expression, &error)) {
    const int64_t start = uregex_start64(regex->expression, 0, &error);
    const int64_t end = uregex_end64(regex->expression, 0, &error);
    if (start == end) continue;
    if (found < capacity) {
      places[2 * found] = byte_place(start);
      places[2 * found + 1] = byte_place(end);
    }
    found++;
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

int64_t cicu_word_ends(
    const char *text, int64_t count, int32_t *ends, int64_t capacity, int32_t *status) {
  if (!fits(count, status)) return -1;
  UErrorCode error = U_ZERO_ERROR;
  // The dictionaries are chosen by script, not by locale, so that one iterator a thread is enough.
  thread_local icu::LocalUBreakIteratorPointer iterator(
      ubrk_open(UBRK_WORD, "", nullptr, 0, &error));
  UText words = UTEXT_INITIALIZER;
  utext_openUTF8(&words, text, count, &error);
  if (iterator.isNull() && U_SUCCESS(error)) error = U_MEMORY_ALLOCATION_ERROR;
  int64_t found = 0;
  if (U_SUCCESS(error)) ubrk_setUText(iterator.getAlias(), &words, &error);
  if (U_SUCCESS(error)) {
    for (int32_t end = ubrk_next(iterator.getAlias()); end != UBRK_DONE;
         end = ubrk_next(iterator.getAlias())) {
      if (found < capacity) ends[found] = end;
      found++;
    }
  }
  utext_close(&words);
  *status = error;
  return U_FAILURE(error) ? -1 : found;
}

int64_t cicu_latin(
    const char *text, int64_t count, char *output, int64_t capacity, int32_t *status) {
  if (!fits(count, status)) return -1;
  UErrorCode error = U_ZERO_ERROR;
  static const icu::LocalPointer<icu::Transliterator> latin(icu::Transliterator::createInstance(
      "Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, error));
  if (latin.isNull() && U_SUCCESS(error)) error = U_MEMORY_ALLOCATION_ERROR;
  icu::CheckedArrayByteSink sink(output, clamp(capacity));
  if (U_SUCCESS(error)) {
    icu::UnicodeString units =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text, static_cast<int32_t>(count)));
    latin->transliterate(units);
    units.toUTF8(sink);
  }
  *status = error;
  return U_FAILURE(error) ? -1 : sink.NumberOfBytesAppended();
}

cicu_decoder *cicu_decoder_open(const char *charset, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  icu::LocalUConverterPointer source(ucnv_open(charset, &error));
  icu::LocalUConverterPointer target(ucnv_open("UTF-8", &error));
  ucnv_setToUCallBack(source.getAlias(), write_replacement, nullptr, nullptr, nullptr, &error);
  cicu_decoder *decoder =
      U_SUCCESS(error) ? new (std::nothrow) cicu_decoder() : nullptr;
  if (U_SUCCESS(error) && decoder == nullptr) error = U_MEMORY_ALLOCATION_ERROR;
  *status = error;
  if (decoder == nullptr) return nullptr;
  decoder->source = source.orphan();
  decoder->target = target.orphan();
  decoder->pivot_source = decoder->pivot_target = decoder->pivot;
  return decoder;
}

void cicu_decoder_close(cicu_decoder *decoder) {
  ucnv_close(decoder->source);
  ucnv_close(decoder->target);
  delete decoder;
}

int64_t cicu_decoder_next(
    cicu_decoder *decoder, const char *text, int64_t count, bool is_last, char *output,
    int64_t capacity, int64_t *taken, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  const char *next = text;
  char *end = output;
  ucnv_convertEx(
      decoder->target, decoder->source, &end, output + capacity, &next, text + count,
      decoder->pivot, &decoder->pivot_source, &decoder->pivot_target, std::end(decoder->pivot),
      false, is_last, &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) error = U_ZERO_ERROR;  // the caller sees it in the count
  *taken = next - text;
  *status = error;
  return U_FAILURE(error) ? -1 : end - output;
}

int64_t cicu_encode(
    const char *charset, const char *text, int64_t count, bool escapes, char *output,
    int64_t capacity, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  icu::LocalUConverterPointer target(ucnv_open(charset, &error));
  ucnv_setFromUCallBack(
      target.getAlias(), escapes ? UCNV_FROM_U_CALLBACK_ESCAPE : UCNV_FROM_U_CALLBACK_STOP,
      escapes ? UCNV_ESCAPE_XML_DEC : nullptr, nullptr, nullptr, &error);
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text, static_cast<int32_t>(count)));
  int32_t written = 0;
  if (U_SUCCESS(error)) {
    written = ucnv_fromUChars(
        target.getAlias(), output, static_cast<int32_t>(capacity), units.getBuffer(),
        units.length(), &error);
  }
  *status = error;
  return U_FAILURE(error) ? -1 : written;
}

bool cicu_knows_encoding(const char *charset) {
  UErrorCode error = U_ZERO_ERROR;
  ucnv_close(ucnv_open(charset, &error));
  return U_SUCCESS(error);
}

bool cicu_knows_language(const char *language) {
  for (const char *const *known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (std::strcmp(*known, language) == 0) return true;
  }
  return false;
}

int64_t cicu_preferred_code(
    const char *code, bool is_territory, char *output, int64_t capacity) {
  std::string value = code;
  if (!is_territory && value.find('_') == std::string::npos) {
    // ISO 639-1 has two letters for some of the three-letter codes of 639-2 and 639-3.
    char shorter[ULOC_LANG_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    uloc_getLanguage(code, shorter, sizeof shorter, &error);
    if (U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING) value = shorter;
  }
  const std::string preferred = replacement(is_territory ? "territory" : "language", value.c_str());
  if (!preferred.empty()) value = preferred;
  if (value == code || static_cast<int64_t>(value.size()) > capacity) return 0;
  std::memcpy(output, value.data(), value.size());
  return static_cast<int64_t>(value.size());
}

int32_t cicu_language_count(void) {
  int32_t count = 0;
  while (uloc_getISOLanguages()[count] != nullptr) count++;
  return count;
}

const char *cicu_language_at(int32_t index) { return uloc_getISOLanguages()[index]; }

int64_t cicu_language_name(
    const char *language, const char *locale, char *output, int64_t capacity, int32_t *status) {
  char16_t name[256];
  UErrorCode error = U_ZERO_ERROR;
  const int32_t units = uloc_getDisplayLanguage(language, locale, name, 256, &error);
  // Without a name, ICU answers with the code.
  const bool is_known = U_SUCCESS(error) && error != U_USING_DEFAULT_WARNING;
  int32_t length = 0;
  if (is_known) u_strToUTF8(output, clamp(capacity), &length, name, units, &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) error = U_ZERO_ERROR;  // the caller sees it in the count
  *status = error;
  return U_FAILURE(error) ? -1 : length;
}

int64_t cicu_common_names(
    const char *locale, char *output, int64_t capacity, int32_t *status) {
  return write_names(locale, output, capacity, status, [](name_list &names) {
    names.add_territories();
    names.add_dates();
    names.add_numbers();
    names.add_units();
    names.add_cities();
  });
}

int64_t cicu_unit_names(
    const char *locale, char *output, int64_t capacity, int32_t *status) {
  return write_names(locale, output, capacity, status, [](name_list &names) {
    for (const UNumberUnitWidth width : {UNUM_UNIT_WIDTH_FULL_NAME, UNUM_UNIT_WIDTH_SHORT})
      names.add_units({"duration", "length", "mass", "area", "temperature"}, width);
  });
}

int64_t cicu_value_forms(
    const char *locale, char *output, int64_t capacity, int32_t *status) {
  return write_names(locale, output, capacity, status, [](name_list &names) { names.add_value_forms(); });
}

int32_t cicu_same_plural(const char *locale, const char *first, const char *second, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Locale language(locale);
  const icu::LocalPointer<icu::PluralRules> rules(icu::PluralRules::forLocale(language, error));
  const auto format = icu::number::NumberFormatter::withLocale(language);
  const auto form = [&](const char *number) {
    const auto formatted = format.formatDecimal(number, error);
    return U_SUCCESS(error) ? rules->select(formatted, error) : icu::UnicodeString();
  };
  const bool is_same = form(first) == form(second);
  *status = error;
  return U_SUCCESS(error) && is_same;
}

int32_t cicu_same_script(const char *first, const char *second) {
  char scripts[2][ULOC_SCRIPT_CAPACITY] = {};
  const char *const locales[] = {first, second};
  for (int index = 0; index < 2; index++) {
    UErrorCode error = U_ZERO_ERROR;
    char likely[ULOC_FULLNAME_CAPACITY];
    uloc_addLikelySubtags(locales[index], likely, sizeof likely, &error);
    uloc_getScript(likely, scripts[index], ULOC_SCRIPT_CAPACITY, &error);
    if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING) return 0;
  }
  return scripts[0][0] != 0 && std::strcmp(scripts[0], scripts[1]) == 0;
}

const char *cicu_script_code(const char *name) {
  const int32_t script = u_getPropertyValueEnum(UCHAR_SCRIPT, name);
  if (script == UCHAR_INVALID_CODE) return nullptr;
  return uscript_getShortName(static_cast<UScriptCode>(script));
}

const char *cicu_error_name(int32_t status) { return u_errorName(static_cast<UErrorCode>(status)); }

}  // extern "C"
