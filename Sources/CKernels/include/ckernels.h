// Bit-parallel kernels: the length of the longest common subsequence (LCS) of one pattern and many
// texts, with eight or sixteen texts at a time. Every instruction set gives the same answers.
#pragma once

#include <stdint.h>

/// The widest instruction set that this processor has: 0 plain, 1 AVX2, 2 AVX-512 as in Ice Lake
/// and Zen 4 or newer.
int ck_widest(void);

/// Writes the LCS length of the pattern and each text, in codes. If it is below what the text
/// `needs`, any smaller number may be written.
///
/// The pattern: `places` has a row of `words` 64-bit words for each of 256 codes; bit i of word w
/// is set if the pattern has the code at position 64 w + i. `alphabet` lists the distinct codes of
/// the pattern.
///
/// The texts: each is `counts` codes of one byte that begin at `starts` in `pool`. Several are read
/// in step, so behind the last text the pool must have 16 bytes more than the longest text is long.
///
/// `level` is an instruction set, at most `ck_widest()`.
void ck_lcs_bytes(
    const uint64_t *places, int words, int pattern_count, const uint8_t *alphabet, int alphabet_size,
    const uint8_t *pool, const uint32_t *starts, const uint32_t *counts, const uint32_t *needs,
    int text_count, uint32_t *result, int level);

/// Returns the LCS length of the pattern and one text of 16-bit codes. `places` has one row for
/// each code that the text may contain.
uint32_t ck_lcs_wide(
    const uint64_t *places, int words, int pattern_count, const uint16_t *text, uint32_t count);

/// Writes an upper bound of the LCS length of one query and each of `count` texts, from their
/// letter bags: the sum, over 16 letter classes, of the smaller of the two counts. A bag is 16
/// bytes.
void ck_bag_bounds(const uint8_t *query, const uint8_t *bags, int count, uint16_t *result);
