// Sixteen texts at a time on processors with AVX-512 and its byte permutations (VBMI).
#include "sixteen.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512vpopcntdq,bmi2")))
#define ALWAYS AVX512 static inline __attribute__((always_inline))

enum { lanes = 16, most_words = 8, most_classes = 64 };

// A pattern as registers hold it. Its codes are numbered: class 0 stands for every code that it lacks.
// A word has 32 positions, so that one permutation finds the places of a class in each of 16 lanes.
typedef struct {
  _Alignas(64) uint8_t classes[256];
  _Alignas(64) uint32_t places[most_words][most_classes];
  int words, count;
  // Whether there are more than 32 classes.
  int is_rich;
} pattern;

AVX512 static void prepare(
    pattern *pattern, const uint64_t *places, int words, int count, const uint8_t *alphabet, int size) {
  pattern->words = (count + 31) / 32;
  pattern->count = count;
  pattern->is_rich = size >= 32;
  memset(pattern->classes, 0, sizeof pattern->classes);
  memset(pattern->places, 0, (size_t)pattern->words * sizeof pattern->places[0]);
  for (int at = 0; at < size; at++) {
    pattern->classes[alphabet[at]] = (uint8_t)(at + 1);
    for (int word = 0; word < pattern->words; word++)
      pattern->places[word][at + 1] = (uint32_t)(places[alphabet[at] * words + word / 2] >> (32 * (word & 1)));
  }
}

ALWAYS __m512i classified(const pattern *pattern, __m512i codes) {
  const uint8_t *classes = pattern->classes;
  __m512i low = _mm512_permutex2var_epi8(_mm512_load_si512(classes), codes, _mm512_load_si512(classes + 64));
  __m512i high =
      _mm512_permutex2var_epi8(_mm512_load_si512(classes + 128), codes, _mm512_load_si512(classes + 192));
  return _mm512_mask_blend_epi8(_mm512_movepi8_mask(codes), low, high);
}

// Which of 64 codes, 16 from each of four texts, stand before their text's end.
ALWAYS uint64_t inside(const uint32_t *counts, uint32_t at) {
  uint64_t mask = 0;
  for (int text = 0; text < 4; text++) {
    uint32_t rest = counts[text] > at ? counts[text] - at : 0;
    mask |= (uint64_t)_bzhi_u32(0xFFFF, rest < 16 ? rest : 16) << (16 * text);
  }
  return mask;
}

// Sixteen codes of each text as classes, position by position: a transposed square. Behind a text's end
// is class 0, with which nothing changes any more.
ALWAYS void turn(
    const pattern *pattern, const uint8_t *const *texts, const uint32_t *counts, uint32_t at, int ends,
    uint8_t *square) {
  // Four texts' codes, as four codes each of position 0, 4, 8, 12, 1, 5, …
  static const _Alignas(64) uint8_t order[64] = {
      0, 16, 32, 48, 4, 20, 36, 52, 8,  24, 40, 56, 12, 28, 44, 60, 1, 17, 33, 49, 5, 21,
      37, 53, 9, 25, 41, 57, 13, 29, 45, 61, 2,  18, 34, 50, 6,  22, 38, 54, 10, 26, 42, 58,
      14, 30, 46, 62, 3, 19, 35, 51, 7,  23, 39, 55, 11, 27, 43, 59, 15, 31, 47, 63};
  __m512i four[4];
  for (int part = 0; part < 4; part++) {
    const uint8_t *const *text = texts + 4 * part;
    __m512i codes = _mm512_castsi128_si512(_mm_loadu_si128((const void *)(text[0] + at)));
    codes = _mm512_inserti32x4(codes, _mm_loadu_si128((const void *)(text[1] + at)), 1);
    codes = _mm512_inserti32x4(codes, _mm_loadu_si128((const void *)(text[2] + at)), 2);
    codes = _mm512_inserti32x4(codes, _mm_loadu_si128((const void *)(text[3] + at)), 3);
    __m512i classes = classified(pattern, codes);
    if (ends) classes = _mm512_maskz_mov_epi8(inside(counts + 4 * part, at), classes);
    four[part] = _mm512_permutexvar_epi8(_mm512_load_si512(order), classes);
  }
  __m512i low01 = _mm512_unpacklo_epi32(four[0], four[1]), high01 = _mm512_unpackhi_epi32(four[0], four[1]);
  __m512i low23 = _mm512_unpacklo_epi32(four[2], four[3]), high23 = _mm512_unpackhi_epi32(four[2], four[3]);
  _mm512_store_si512(square, _mm512_unpacklo_epi64(low01, low23));
  _mm512_store_si512(square + 64, _mm512_unpackhi_epi64(low01, low23));
  _mm512_store_si512(square + 128, _mm512_unpacklo_epi64(high01, high23));
  _mm512_store_si512(square + 192, _mm512_unpackhi_epi64(high01, high23));
}

// Takes a code's places into a word and returns what is carried into the next one. Ternary logic 0xF4
// is a | (b & ~c).
ALWAYS __m512i step(__m512i *open, __m512i matches, __m512i carry, int is_first) {
  __m512i hits = _mm512_and_si512(*open, matches);
  __m512i sum = _mm512_add_epi32(*open, hits);
  if (!is_first) sum = _mm512_add_epi32(sum, carry);
  carry = _mm512_srli_epi32(_mm512_ternarylogic_epi32(hits, *open, sum, 0xF4), 31);
  *open = _mm512_ternarylogic_epi32(sum, *open, matches, 0xF4);
  return carry;
}

// A loop over words that is written out, as the compiler does not unroll it: then they stay in
// registers.
#define EACH_WORD(body) \
  { enum { word = 0 }; body } \
  if (words > 1) { enum { word = 1 }; body } \
  if (words > 2) { enum { word = 2 }; body } \
  if (words > 3) { enum { word = 3 }; body } \
  if (words > 4) { enum { word = 4 }; body } \
  if (words > 5) { enum { word = 5 }; body } \
  if (words > 6) { enum { word = 6 }; body } \
  if (words > 7) { enum { word = 7 }; body }

// Takes up to 16 codes of each text into some of the pattern's words.
ALWAYS void steps(
    const uint32_t (*places)[most_classes], int words, int is_rich, const uint8_t *square, uint32_t count,
    __m512i *all_open) {
  __m512i open[most_words], low[most_words], high[most_words];
  EACH_WORD(
    open[word] = all_open[word];
    low[word] = _mm512_load_si512(places[word]);
    high[word] = _mm512_load_si512(places[word] + 16);
  )
  for (uint32_t position = 0; position < count; position++) {
    __m512i class = _mm512_cvtepu8_epi32(_mm_load_si128((const void *)(square + lanes * position)));
    __mmask16 is_upper = _mm512_test_epi32_mask(class, _mm512_set1_epi32(32));
    __m512i carry = _mm512_setzero_si512();
    EACH_WORD(
      __m512i matches = _mm512_permutex2var_epi32(low[word], class, high[word]);
      if (is_rich)
        matches = _mm512_mask_mov_epi32(
            matches, is_upper,
            _mm512_permutex2var_epi32(
                _mm512_load_si512(places[word] + 32), class, _mm512_load_si512(places[word] + 48)));
      carry = step(&open[word], matches, carry, word == 0);
    )
  }
  EACH_WORD(all_open[word] = open[word];)
}

ALWAYS void some_steps(
    const pattern *pattern, int first, int words, int is_rich, const uint8_t *square, uint32_t count,
    __m512i *open) {
#define CASE(words) \
  case words: return steps(pattern->places + first, words, is_rich, square, count, open + first)
  switch (words) {
    CASE(1); CASE(2); CASE(3); CASE(4); CASE(5); CASE(6); CASE(7); CASE(8);
  }
}

// The common characters so far: zero bits among the pattern's positions.
ALWAYS __m512i zeros(const pattern *pattern, const __m512i *open) {
  __m512i sum = _mm512_setzero_si512();
  for (int word = 0; word < pattern->words; word++) {
    int rest = pattern->count - 32 * word;
    __m512i inside = _mm512_set1_epi32((int)_bzhi_u32(~0u, rest < 32 ? rest : 32));
    sum = _mm512_add_epi32(sum, _mm512_popcnt_epi32(_mm512_andnot_si512(open[word], inside)));
  }
  return sum;
}

// Sixteen texts beside each other, sixteen codes at a time, as long as one of them can have enough in
// common. Whoever has `need` of m characters in common with n leaves out m - need and n - need: its
// matches lie near the diagonal, and words that are far from it are passed over (Ukkonen, “Algorithms
// for approximate string matching”, Information and Control 64, 1985).
AVX512 static void tile(
    const pattern *pattern, const uint8_t *const *texts, const uint32_t *counts, const uint32_t *needs,
    uint32_t *result) {
  uint32_t shortest = ~0u, longest = 0, need = ~0u;
  for (int lane = 0; lane < lanes; lane++) {
    if (counts[lane] < shortest) shortest = counts[lane];
    if (counts[lane] > longest) longest = counts[lane];
    if (needs[lane] < need) need = needs[lane];
  }
  uint32_t size = (uint32_t)pattern->count;
  uint32_t below = longest > need ? longest - need : 0, above = size > need ? size - need : 0;
  __m512i ends = _mm512_loadu_si512(counts), wanted = _mm512_loadu_si512(needs);
  __m512i open[most_words];
  for (int word = 0; word < pattern->words; word++) open[word] = _mm512_set1_epi32(-1);
  _Alignas(64) uint8_t square[16 * lanes];
  for (uint32_t at = 0; at < longest; at += 16) {
    uint32_t first = at > below ? (at - below) / 32 : 0;
    uint32_t last = (at + 15 + above < size ? at + 15 + above : size - 1) / 32;
    if (first > last) break;
    turn(pattern, texts, counts, at, at + 16 > shortest, square);
    uint32_t count = longest - at < 16 ? longest - at : 16;
    if (pattern->is_rich)
      some_steps(pattern, (int)first, (int)(last - first + 1), 1, square, count, open);
    else
      some_steps(pattern, (int)first, (int)(last - first + 1), 0, square, count, open);
    if (need && at + 16 < longest) {
      __m512i left = _mm512_sub_epi32(ends, _mm512_set1_epi32((int)at + 16));
      left = _mm512_max_epi32(left, _mm512_setzero_si512());
      __m512i most = _mm512_add_epi32(zeros(pattern, open), left);
      if (!_mm512_cmpge_epu32_mask(most, wanted)) break;
    }
  }
  _mm512_storeu_si512(result, zeros(pattern, open));
}

int sixteen_has_room(int pattern_count, int alphabet_size) {
  return pattern_count <= 32 * most_words && alphabet_size < most_classes;
}

AVX512 void sixteen_lcs(
    const uint64_t *places, int words, int pattern_count, const uint8_t *alphabet, int alphabet_size,
    const uint8_t *pool, const uint32_t *starts, const uint32_t *counts, const uint32_t *needs,
    int text_count, uint32_t *result) {
  pattern pattern;
  prepare(&pattern, places, words, pattern_count, alphabet, alphabet_size);
  for (int from = 0; from < text_count; from += lanes) {
    int used = text_count - from < lanes ? text_count - from : lanes;
    const uint8_t *texts[lanes];
    uint32_t count[lanes], need[lanes], common[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      int source = from + (lane < used ? lane : 0);
      texts[lane] = pool + starts[source];
      count[lane] = counts[source];
      need[lane] = needs[source];
    }
    tile(&pattern, texts, count, need, common);
    memcpy(result + from, common, (size_t)used * sizeof *common);
  }
}

#endif
