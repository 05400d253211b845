#include "ckernels.h"

#include <string.h>

// Vectors go by value between functions that are always inlined, so no call depends on how.
#pragma clang diagnostic ignored "-Wpsabi"

typedef uint8_t bytes16 __attribute__((vector_size(16)));

static inline bytes16 plain_lookup(bytes16 table, bytes16 indices) {
  bytes16 result;
  for (int at = 0; at < 16; at++) result[at] = table[indices[at] & 15];
  return result;
}

#define WIDTH 16
#define TARGET
#define NAME(name) plain_##name
#define LOOKUP plain_lookup
#include "scan.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDTH 16
#define TARGET __attribute__((target("ssse3")))
#define NAME(name) narrow_##name
#define LOOKUP(table, indices) ((bytes16)_mm_shuffle_epi8((__m128i)(table), (__m128i)(indices)))
#include "scan.h"

typedef uint8_t bytes32 __attribute__((vector_size(32)));
#define WIDTH 32
#define TARGET __attribute__((target("avx2")))
#define NAME(name) avx2_##name
#define LOOKUP(table, indices) ((bytes32)_mm256_shuffle_epi8((__m256i)(table), (__m256i)(indices)))
#include "scan.h"

int ck_widest(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") ? 2 : __builtin_cpu_supports("ssse3") ? 1 : 0;
}
#elif defined(__aarch64__)
#include <arm_neon.h>

#define WIDTH 16
#define TARGET
#define NAME(name) narrow_##name
#define LOOKUP(table, indices) ((bytes16)vqtbl1q_u8((uint8x16_t)(table), (uint8x16_t)(indices)))
#include "scan.h"

int ck_widest(void) { return 1; }
#else
int ck_widest(void) { return 0; }
#endif

uint64_t ck_scan(
    const uint8_t *places, int count, const uint8_t *texts, int lanes, int length, int need,
    uint8_t *open, uint16_t *common, int level) {
  open = (uint8_t *)(((uintptr_t)open + 63) & ~(uintptr_t)63);
#if defined(__x86_64__)
  if (level == 2) return avx2_scan(places, count, texts, lanes, length, need, open, common);
#endif
#if defined(__x86_64__) || defined(__aarch64__)
  if (level == 1) return narrow_scan(places, count, texts, lanes, length, need, open, common);
#endif
  return plain_scan(places, count, texts, lanes, length, need, open, common);
}
