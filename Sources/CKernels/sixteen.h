// The kernel for AVX-512 with byte permutations: sixteen texts beside each other, 32 places of the
// pattern in each lane, all of the pattern in registers.
#pragma once

#include <stdint.h>

/// Whether a pattern of so many scalars and different codes fits into registers.
int sixteen_has_room(int pattern_count, int alphabet_size);

/// `ck_lcs_bytes` for a pattern that fits.
void sixteen_lcs(
    const uint64_t *places, int words, int pattern_count, const uint8_t *alphabet, int alphabet_size,
    const uint8_t *pool, const uint32_t *starts, const uint32_t *counts, const uint32_t *needs,
    int text_count, uint32_t *result);
