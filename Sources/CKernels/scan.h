// The kernel for one instruction set. The file that includes it defines
//
//   WIDTH     the bytes of a vector: 16 or 32
//   TARGET    the attributes of its functions
//   NAME(x)   the name of x for this instruction set
//   LOOKUP    (vector table, vector indices) → for each index below 16 its byte of the table, which
//             repeats its 16 bytes
//
// Hyyrö's recurrence (“Bit-parallel LCS-length computation revisited”, AWOCA 2004): a zero bit of V
// marks a pattern position that ends one more common letter. For each letter of the text, with M its
// places: U = V & M, V = (V + U) | (V & ~M). Each byte of a vector is eight pattern positions of
// another text. So one look-up in 16 bytes finds the places of each text's letter.

typedef uint8_t NAME(vector) __attribute__((vector_size(WIDTH)));
typedef int8_t NAME(signs) __attribute__((vector_size(WIDTH)));
typedef uint16_t NAME(pairs) __attribute__((vector_size(WIDTH)));
typedef uint64_t NAME(words) __attribute__((vector_size(WIDTH)));

#define INLINE TARGET static inline __attribute__((always_inline))

INLINE NAME(vector) NAME(load)(const uint8_t *bytes) {
  NAME(vector) result;
  memcpy(&result, bytes, WIDTH);
  return result;
}

// Sixteen bytes, again and again.
INLINE NAME(vector) NAME(table)(const uint8_t *bytes) {
  NAME(vector) result;
  for (int at = 0; at < WIDTH; at += 16) memcpy((uint8_t *)&result + at, bytes, 16);
  return result;
}

INLINE NAME(vector) NAME(zeros)(NAME(vector) open) {
  static const uint8_t zeros[16] = {4, 3, 3, 2, 3, 2, 2, 1, 3, 2, 2, 1, 2, 1, 1, 0};
  NAME(vector) table = NAME(table)(zeros);
  NAME(vector) high = (NAME(vector))((NAME(pairs))open >> 4) & 15;
  return LOOKUP(table, open & 15) + LOOKUP(table, high);
}

// A row's word after one more letter, of which `matches` are the places. A carry is 255, which adds one
// when it is taken off.
INLINE NAME(vector) NAME(advance)(NAME(vector) old, NAME(vector) matches, NAME(vector) *carry) {
  NAME(vector) hits = old & matches;
  NAME(vector) sum = old + hits - *carry;
  *carry = (NAME(vector))((NAME(signs))(hits | (old & ~sum)) < 0);
  return sum | (old & ~matches);
}

// The next two letters of `vectors` × WIDTH texts, for the pattern's words from `first` to before `end`.
// Both letters pass a word before the next one is read.
INLINE void NAME(step)(
    const uint8_t *places, int first, int end, const uint8_t *letters, int vectors, uint8_t *open) {
  const NAME(vector) low = (NAME(vector)){0} + 15;
  NAME(vector) one[64 / WIDTH], two[64 / WIDTH];
  NAME(vector) carry_one[64 / WIDTH] = {0}, carry_two[64 / WIDTH] = {0};
  for (int at = 0; at < vectors; at++) {
    NAME(vector) both = NAME(load)(letters + WIDTH * at);
    one[at] = both & low;
    two[at] = (NAME(vector))((NAME(pairs))both >> 4) & low;
  }
  for (int word = first; word < end; word++) {
    NAME(vector) table = NAME(table)(places + 16 * word);
    for (int at = 0; at < vectors; at++) {
      uint8_t *here = open + WIDTH * (vectors * word + at);
      NAME(vector) bits = NAME(load)(here);
      bits = NAME(advance)(bits, LOOKUP(table, one[at]), &carry_one[at]);
      bits = NAME(advance)(bits, LOOKUP(table, two[at]), &carry_two[at]);
      memcpy(here, &bits, WIDTH);
    }
  }
}

// How many letters each text has in common with the first words of the pattern: `even` has the even
// texts of a vector, `odd` the odd ones.
typedef struct {
  NAME(pairs) even[64 / WIDTH], odd[64 / WIDTH];
} NAME(commons);

// Adds the common letters that end in a word.
INLINE void NAME(add)(
    const uint8_t *open, int count, int word, int vectors, NAME(commons) *commons) {
  int rest = count - 8 * word;
  for (int at = 0; at < vectors; at++) {
    NAME(vector) bits = NAME(load)(open + WIDTH * (vectors * word + at));
    if (rest < 8) bits |= (uint8_t)(255 << rest);
    NAME(vector) sum = NAME(zeros)(bits);
    commons->even[at] += (NAME(pairs))sum & 255;
    commons->odd[at] += (NAME(pairs))sum >> 8;
  }
}

// Whether one of the texts has at least so many.
INLINE int NAME(some_have)(const NAME(commons) *commons, int vectors, int count) {
  if (count <= 0) return 1;
  NAME(pairs) least = (NAME(pairs)){0} + (uint16_t)count;
  NAME(words) some = {0};
  for (int at = 0; at < vectors; at++)
    some |= (NAME(words))((commons->even[at] >= least) | (commons->odd[at] >= least));
  uint64_t any = 0;
  for (int word = 0; word < WIDTH / 8; word++) any |= some[word];
  return any != 0;
}

// Let a path pass after i letters of a text and j of the pattern, with c of them common. It has at most
// c + min(the letters left of the text, those left of the pattern) in the end. So
//
//   - c is largest at the right end of a range of j, and falls behind the letters passed at most by one
//     each: where as many letters are left of both, on the diagonal that ends with both, the sum is
//     largest. If no text has enough there, none has enough at all;
//   - a word to the left of the diagonal is of no use any more if no text has enough at its end, and
//     one to the right, with all after it, if no text has enough at its start.
//
// Words of no use are left out: those to the left for good; those to the right are as if no letter had
// been common there, and a path comes to the next word within eight letters. Every path with enough
// common letters stays in words of use, so the counts of the texts that are found are exact.
INLINE uint64_t NAME(tile)(
    const uint8_t *places, int count, const uint8_t *texts, int vectors, int length, int need,
    uint8_t *open, uint16_t *common) {
  int words = (count + 7) / 8, first = 0, end = (count - need) / 8 + 1;
  if (end > words) end = words;
  memset(open, 255, (size_t)(words * vectors * WIDTH));
  // The common letters of the words before `first`.
  NAME(commons) before = {0};
  // Every eight letters, where the diagonal enters a word (or one letter later: letters come in pairs).
  int stop = (length - count) & 7;
  stop += stop & 1;
  if (stop == 0) stop = 8;
  for (int at = 0; at < length; stop += 8) {
    if (stop > length) stop = length;
    if (end < words) end++;
    for (; at < stop; at += 2)
      NAME(step)(places, first, end, texts + WIDTH * vectors * (at / 2), vectors, open);
    int left = length - at, diagonal = (count - left + 7) / 8;
    if (left <= 0 || left > need || diagonal <= 0) continue;
    NAME(commons) here = before;
    int word = first, is_useless = 1;
    for (; word < diagonal; word++) {
      NAME(add)(open, count, word, vectors, &here);
      if (!is_useless || word + 1 == diagonal) continue;
      is_useless = !NAME(some_have)(&here, vectors, need - left);
      if (is_useless) {
        before = here;
        first = word + 1;
      }
    }
    if (!NAME(some_have)(&here, vectors, need - left)) return 0;
    for (; word < end && NAME(some_have)(&here, vectors, need - (count - 8 * word)); word++)
      NAME(add)(open, count, word, vectors, &here);
    if (word < end) {
      memset(open + WIDTH * vectors * word, 255, (size_t)(WIDTH * vectors * (end - word)));
      end = word;
    }
  }
  for (int word = first; word < end; word++) NAME(add)(open, count, word, vectors, &before);
  uint64_t found = 0;
  for (int part = 0; part < vectors; part++) {
    for (int pair = 0; pair < WIDTH / 2; pair++) {
      int text = WIDTH * part + 2 * pair;
      common[text] = before.even[part][pair];
      common[text + 1] = before.odd[part][pair];
      found |= (uint64_t)(common[text] >= need) << text | (uint64_t)(common[text + 1] >= need) << (text + 1);
    }
  }
  return found;
}

TARGET static uint64_t NAME(scan)(
    const uint8_t *places, int count, const uint8_t *texts, int lanes, int length, int need,
    uint8_t *open, uint16_t *common) {
  if (lanes == 64)
    return NAME(tile)(places, count, texts, 64 / WIDTH, length, need, open, common);
  return NAME(tile)(places, count, texts, 32 / WIDTH, length, need, open, common);
}

#undef INLINE
#undef WIDTH
#undef TARGET
#undef NAME
#undef LOOKUP
