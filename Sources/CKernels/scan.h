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

// Some letters of `vectors` × WIDTH texts, for the pattern's words `first` to `last`. What is carried
// out of `last` has no effect: no text has had a common letter beyond it yet.
INLINE void NAME(step)(
    const uint8_t *places, int first, int last, const NAME(vector) *letters, int vectors, uint8_t *open) {
  NAME(vector) carry[64 / WIDTH] = {0};
  for (int word = first; word <= last; word++) {
    NAME(vector) table = NAME(table)(places + 16 * word);
    for (int at = 0; at < vectors; at++) {
      uint8_t *here = open + WIDTH * (vectors * word + at);
      NAME(vector) matches = LOOKUP(table, letters[at]), old = NAME(load)(here);
      NAME(vector) hits = old & matches;
      // A carry is 255, which adds one when it is taken off.
      NAME(vector) sum = old + hits - carry[at];
      carry[at] = (NAME(vector))((NAME(signs))(hits | (old & ~sum)) < 0);
      NAME(vector) new = sum | (old & ~matches);
      memcpy(here, &new, WIDTH);
    }
  }
}

// The common letters of each text so far: first those of the even texts of a vector, then those of the
// odd ones. Words above `last` have none.
INLINE void NAME(count)(
    const uint8_t *open, int count, int last, int vectors, int at, NAME(pairs) *even, NAME(pairs) *odd) {
  *even = *odd = (NAME(pairs)){0};
  for (int word = 0; word <= last;) {
    NAME(vector) sum = {0};
    // 31 × 8 fits into a byte.
    for (int end = word + 31; word <= last && word < end; word++) {
      NAME(vector) bits = NAME(load)(open + WIDTH * (vectors * word + at));
      int rest = count - 8 * word;
      if (rest < 8) bits |= (uint8_t)(255 << rest);
      sum += NAME(zeros)(bits);
    }
    *even += (NAME(pairs))sum & 255;
    *odd += (NAME(pairs))sum >> 8;
  }
}

// Whether one of the texts can still have `need` common letters if all of the `left` ones are.
INLINE int NAME(is_hopeful)(const uint8_t *open, int count, int last, int vectors, int need, int left) {
  uint64_t hopes = 0;
  for (int at = 0; at < vectors; at++) {
    NAME(pairs) even, odd, want = (NAME(pairs)){0} + (uint16_t)(need > left ? need - left : 0);
    NAME(count)(open, count, last, vectors, at, &even, &odd);
    NAME(words) some = (NAME(words))((NAME(pairs))(even >= want) | (NAME(pairs))(odd >= want));
    for (int word = 0; word < WIDTH / 8; word++) hopes |= some[word];
  }
  return hopes != 0;
}

INLINE uint64_t NAME(tile)(
    const uint8_t *places, int count, const uint8_t *texts, int vectors, int length, int need,
    uint8_t *open, uint16_t *common) {
  memset(open, 255, (size_t)((count + 7) / 8 * vectors * WIDTH));
  // How many letters of a text, and of the pattern, may be passed over: what is further away from
  // the diagonal is of no use.
  int below = length - need, above = count - need, last = 0;
  const NAME(vector) low = (NAME(vector)){0} + 15;
  for (int at = 0; at < length;) {
    int end = at + 8 < length ? at + 8 : length;
    int first = at > below ? (at - below) / 8 : 0;
    last = ((end - 1 + above < count ? end - 1 + above : count - 1)) / 8;
    for (; at < end; at += 2) {
      NAME(vector) letters[64 / WIDTH], others[64 / WIDTH];
      for (int part = 0; part < vectors; part++) {
        NAME(vector) both = NAME(load)(texts + WIDTH * (vectors * (at / 2) + part));
        letters[part] = both & low;
        others[part] = (NAME(vector))((NAME(pairs))both >> 4) & low;
      }
      NAME(step)(places, first, last, letters, vectors, open);
      NAME(step)(places, first, last, others, vectors, open);
    }
    if (at > below && at < length && !NAME(is_hopeful)(open, count, last, vectors, need, length - at))
      return 0;
  }
  uint64_t found = 0;
  for (int part = 0; part < vectors; part++) {
    NAME(pairs) even, odd;
    NAME(count)(open, count, last, vectors, part, &even, &odd);
    for (int pair = 0; pair < WIDTH / 2; pair++) {
      int text = WIDTH * part + 2 * pair;
      common[text] = even[pair];
      common[text + 1] = odd[pair];
      found |= (uint64_t)(even[pair] >= need) << text | (uint64_t)(odd[pair] >= need) << (text + 1);
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
