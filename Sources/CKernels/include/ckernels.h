// A bit-parallel kernel: the length of the longest common subsequence (LCS) of one pattern and up to
// 64 texts side by side. Every instruction set gives the same answers.
#pragma once

#include <stdint.h>

/// The widest instruction set that this processor has: 0 plain, 1 vectors of 16 bytes (NEON or
/// SSSE3), 2 AVX2.
int ck_widest(void);

/// Writes the LCS length of the pattern and each of `lanes` texts to `common`, and returns the texts
/// in which it reaches `need`, a bit each. For a text in which it does not, any number may be written:
/// the kernel reads only as far as one of the texts can reach it.
///
/// Letters are classes, 1 to 15; class 0 is equal to nothing, not even to itself.
///
/// The pattern has `count` letters, at least one: bit i of byte 16 w + c of `places` is set if class c
/// is at position 8 w + i. `open` has `lanes` bytes for each eight positions of the pattern and 64 more,
/// for the kernel's own use.
///
/// The texts have `length` letters each, shorter ones with class 0 behind their end. Byte
/// lanes · k + t of `texts` has the letters of text t at position 2 k, in its low half, and 2 k + 1.
///
/// `lanes` is 32 or 64, `length` and `count` are at most 65,535, and `level` is an instruction set, at
/// most `ck_widest()`.
uint64_t ck_scan(
    const uint8_t *places, int count, const uint8_t *texts, int lanes, int length, int need,
    uint8_t *open, uint16_t *common, int level);
