#include "ckernels.h"

#include "sixteen.h"

// Vectors go by value between functions that are always inlined, so no call depends on how.
#pragma clang diagnostic ignored "-Wpsabi"

#include <stdlib.h>
#include <string.h>

// Hyyrö's recurrence (“Bit-parallel LCS-length computation revisited”, AWOCA 2004): a zero bit of V
// marks a pattern position that ends one more common character. For each code of the text, with M its
// places: U = V & M, V = (V + U) | (V - U). As U is part of V, V - U never borrows and is V & ~M.

enum { lanes = 8 };

typedef uint64_t vector __attribute__((vector_size(lanes * 8)));

#define ALWAYS static inline __attribute__((always_inline))

ALWAYS vector gathered(const uint64_t *places, int words, int word, const uint8_t *codes) {
  return (vector){
      places[codes[0] * words + word], places[codes[1] * words + word],
      places[codes[2] * words + word], places[codes[3] * words + word],
      places[codes[4] * words + word], places[codes[5] * words + word],
      places[codes[6] * words + word], places[codes[7] * words + word]};
}

// The common characters so far: zero bits of V among the pattern's positions.
ALWAYS uint32_t zeros(const vector *open, int words, int pattern_count, int lane) {
  uint32_t sum = 0;
  for (int word = 0; word < words; word++) {
    uint64_t unset = ~open[word][lane];
    int rest = pattern_count - 64 * word;
    if (rest < 64) unset &= (1ull << rest) - 1;
    sum += (uint32_t)__builtin_popcountll(unset);
  }
  return sum;
}

// Eight texts beside each other. The common length is read off a lane when its text ends; what the
// lane computes after that is nobody's. `order` lists the texts by ascending length.
ALWAYS void tile(
    const uint64_t *places, int words, int pattern_count, const uint8_t *pool,
    const uint32_t *starts, const uint32_t *counts, const int *order, int used, uint32_t *result, vector *open) {
  const uint8_t *start[lanes];
  uint32_t count[lanes];
  for (int lane = 0; lane < lanes; lane++) {
    int source = order[lane < used ? lane : used - 1];
    start[lane] = pool + starts[source];
    count[lane] = counts[source];
  }
  for (int word = 0; word < words; word++) open[word] = ~(vector){0};
  uint32_t at = 0;
  for (int done = 0; done < used; done++) {
    uint32_t end = count[done];
    for (; at < end; at++) {
      uint8_t codes[lanes];
      for (int lane = 0; lane < lanes; lane++) codes[lane] = start[lane][at];
      if (words == 1) {
        vector matches = gathered(places, 1, 0, codes);
        vector hits = open[0] & matches;
        open[0] = (open[0] + hits) | (open[0] & ~matches);
      } else {
        vector carry = {0};
        for (int word = 0; word < words; word++) {
          vector matches = gathered(places, words, word, codes);
          vector hits = open[word] & matches;
          vector sum = open[word] + hits + carry;
          carry = (hits | (open[word] & ~sum)) >> 63;
          open[word] = sum | (open[word] & ~matches);
        }
      }
    }
    result[order[done]] = zeros(open, words, pattern_count, done);
  }
}

// Tiles of eight in order of length. The order is found by insertion, as texts come almost sorted.
ALWAYS void all_tiles(
    const uint64_t *places, int words, int pattern_count, const uint8_t *pool,
    const uint32_t *starts, const uint32_t *counts, int text_count, uint32_t *result) {
  vector few[4];
  vector *open = few;
  if (words > 4) {
    // Aligned as vectors are; without memory there is nothing that could be done.
    open = aligned_alloc(64, (size_t)words * sizeof(vector));
    if (!open) abort();
  }
  for (int from = 0; from < text_count; from += lanes) {
    int used = text_count - from < lanes ? text_count - from : lanes;
    int order[lanes];
    for (int lane = 0; lane < used; lane++) {
      int place = lane;
      while (place > 0 && counts[order[place - 1]] > counts[from + lane]) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = from + lane;
    }
    if (words == 1)
      tile(places, 1, pattern_count, pool, starts, counts, order, used, result, open);
    else if (words == 2)
      tile(places, 2, pattern_count, pool, starts, counts, order, used, result, open);
    else if (words == 3)
      tile(places, 3, pattern_count, pool, starts, counts, order, used, result, open);
    else
      tile(places, words, pattern_count, pool, starts, counts, order, used, result, open);
  }
  if (open != few) free(open);
}

#if defined(__x86_64__)
__attribute__((target("avx2,popcnt,bmi,bmi2"))) static void lcs_avx2(
    const uint64_t *places, int words, int pattern_count, const uint8_t *pool,
    const uint32_t *starts, const uint32_t *counts, int text_count, uint32_t *result) {
  all_tiles(places, words, pattern_count, pool, starts, counts, text_count, result);
}
#endif

static void lcs_plain(
    const uint64_t *places, int words, int pattern_count, const uint8_t *pool,
    const uint32_t *starts, const uint32_t *counts, int text_count, uint32_t *result) {
  all_tiles(places, words, pattern_count, pool, starts, counts, text_count, result);
}

int ck_widest(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vpopcntdq"))
    return 2;
  if (__builtin_cpu_supports("avx2")) return 1;
#endif
  return 0;
}

void ck_lcs_bytes(
    const uint64_t *places, int words, int pattern_count, const uint8_t *alphabet, int alphabet_size,
    const uint8_t *pool, const uint32_t *starts, const uint32_t *counts, const uint32_t *needs,
    int text_count, uint32_t *result, int level) {
  if (words == 0 || pattern_count == 0) {
    memset(result, 0, (size_t)text_count * sizeof *result);
    return;
  }
#if defined(__x86_64__)
  if (level == 2 && sixteen_has_room(pattern_count, alphabet_size))
    return sixteen_lcs(
        places, words, pattern_count, alphabet, alphabet_size, pool, starts, counts, needs, text_count,
        result);
  if (level >= 1)
    return lcs_avx2(places, words, pattern_count, pool, starts, counts, text_count, result);
#endif
  lcs_plain(places, words, pattern_count, pool, starts, counts, text_count, result);
}

uint32_t ck_lcs_wide(
    const uint64_t *places, int words, int pattern_count, const uint16_t *text, uint32_t count) {
  if (words == 0 || pattern_count == 0) return 0;
  uint64_t few[16];
  uint64_t *open = words <= 16 ? few : malloc((size_t)words * sizeof *open);
  if (!open) abort();
  memset(open, 0xFF, (size_t)words * sizeof *open);
  for (uint32_t at = 0; at < count; at++) {
    const uint64_t *matches = places + (size_t)text[at] * (size_t)words;
    uint64_t carry = 0;
    for (int word = 0; word < words; word++) {
      uint64_t hits = open[word] & matches[word];
      uint64_t sum = open[word] + hits + carry;
      carry = (hits | (open[word] & ~sum)) >> 63;
      open[word] = sum | (open[word] & ~matches[word]);
    }
  }
  uint32_t result = 0;
  for (int word = 0; word < words; word++) {
    uint64_t unset = ~open[word];
    int rest = pattern_count - 64 * word;
    if (rest < 64) unset &= (1ull << rest) - 1;
    result += (uint32_t)__builtin_popcountll(unset);
  }
  if (open != few) free(open);
  return result;
}

#if defined(__x86_64__)
#include <emmintrin.h>

void ck_bag_bounds(const uint8_t *query, const uint8_t *bags, int count, uint16_t *result) {
  __m128i mine = _mm_loadu_si128((const __m128i *)query);
  __m128i zero = _mm_setzero_si128();
  for (int at = 0; at < count; at++) {
    __m128i other = _mm_loadu_si128((const __m128i *)(bags + 16 * at));
    __m128i sums = _mm_sad_epu8(_mm_min_epu8(mine, other), zero);
    result[at] = (uint16_t)(_mm_extract_epi16(sums, 0) + _mm_extract_epi16(sums, 4));
  }
}
#else
void ck_bag_bounds(const uint8_t *query, const uint8_t *bags, int count, uint16_t *result) {
  for (int at = 0; at < count; at++) {
    unsigned sum = 0;
    for (int i = 0; i < 16; i++) {
      uint8_t other = bags[16 * at + i];
      sum += query[i] < other ? query[i] : other;
    }
    result[at] = (uint16_t)sum;
  }
}
#endif
