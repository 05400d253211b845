// Bit-parallel kernels: the length of the longest common subsequence (LCS) of one pattern and many
// texts, eight or sixteen texts at a time. Every instruction set gives the same answer.
#pragma once

#include <stdint.h>

/// The widest instruction set that this processor runs: 0 plain, 1 AVX2, 2 AVX-512 as of Ice Lake and Zen 4.
int ck_widest(void);

/// Writes the LCS length of a pattern and each text, in scalars; where that is below what the text
/// `needs`, it may be any smaller number.
///
/// `places` holds, for each of 256 codes, `words` words of 64 bits: bit i of word w is set where the
/// pattern has the code at position 64 w + i. `alphabet` lists the codes that the pattern has, each
/// once. Texts are codes, a byte each, that begin at `starts` in `pool`; the pool goes on behind the
/// last one for 16 bytes more than the longest has, since several are read in step. `level` is an
/// instruction set that `ck_widest` allows.
void ck_lcs_bytes(
    const uint64_t *places, int words, int pattern_count, const uint8_t *alphabet, int alphabet_size,
    const uint8_t *pool, const uint32_t *starts, const uint32_t *counts, const uint32_t *needs,
    int text_count, uint32_t *result, int level);

/// The same for one text of 16-bit codes; `places` has as many rows as codes are used.
uint32_t ck_lcs_wide(
    const uint64_t *places, int words, int pattern_count, const uint16_t *text, uint32_t count);

/// Writes the sum over 16 letter classes of the smaller of two counts, for one query and many bags
/// of 16 bytes each: no LCS is longer.
void ck_bag_bounds(const uint8_t *query, const uint8_t *bags, int count, uint16_t *result);
