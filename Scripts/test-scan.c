// The kernel against the textbook's table, on every instruction set that the processor has. Its answers
// are hashed, so that runs on different processors can be compared.
#include "ckernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { longest = 600 };

static int common_length(const uint8_t *a, int count, const uint8_t *b, int length) {
  static int row[longest + 1];
  memset(row, 0, sizeof row);
  for (int i = 0; i < count; i++)
    for (int j = 0, diagonal = 0; j < length; j++) {
      int above = row[j + 1];
      row[j + 1] = b[j] && a[i] == b[j] ? diagonal + 1 : above > row[j] ? above : row[j];
      diagonal = above;
    }
  return row[length];
}

// Numbers that are the same everywhere.
static uint32_t state = 1;
static int below(int end) {
  state = state * 1664525 + 1013904223;
  return (int)((state >> 8) % (uint32_t)end);
}

int main(void) {
  uint64_t hash = 0;
  long tested = 0, wrong = 0;
  for (int round = 0; round < 300; round++) {
    int most = round % 20 ? 90 : longest, letters = 2 + below(14), lanes = below(2) ? 64 : 32;
    int count = 1 + below(most), length = 1 + below(most), height = (length + 1) / 2;
    int words = (count + 7) / 8, need = round % 4 ? below(count + 2) : -3;
    static uint8_t query[longest], texts[64][longest + 1];
    memset(texts, 0, sizeof texts);
    uint8_t *tile = calloc((size_t)height, (size_t)lanes);
    uint8_t *places = calloc((size_t)words, 16), *open = malloc((size_t)(words + 1) * 64);
    for (int i = 0; i < count; i++) {
      query[i] = (uint8_t)(1 + below(letters));
      places[16 * (i / 8) + query[i]] |= (uint8_t)(1 << i % 8);
    }
    for (int lane = 0; lane < lanes; lane++) {
      int end = below(3) ? length : below(length + 1);
      for (int i = 0; i < end; i++) {
        texts[lane][i] = i < count && below(3) ? query[i] : (uint8_t)(1 + below(letters));
        tile[lanes * (i / 2) + lane] |= (uint8_t)(texts[lane][i] << 4 * (i % 2));
      }
    }
    for (int level = 0; level <= ck_widest(); level++) {
      uint16_t common[64];
      uint64_t found = ck_scan(places, count, tile, lanes, length, need, open, common, level);
      for (int lane = 0; lane < lanes; lane++, tested++) {
        int right = common_length(query, count, texts[lane], length), is_in = found >> lane & 1;
        if (is_in != (right >= need) || (is_in && common[lane] != right)) wrong++;
        if (level == 0) hash = hash * 31 + (is_in ? common[lane] : 0);
      }
    }
    free(tile);
    free(places);
    free(open);
  }
  printf("%ld wrong, answers %016llx\n", wrong, (unsigned long long)hash);
  fprintf(stderr, "%ld texts, %d instruction sets\n", tested, ck_widest() + 1);
  return wrong != 0;
}
