// The data files that ship inside the binary, so that no path to them can break.
#pragma once

#include <stddef.h>

typedef struct {
  const unsigned char *bytes;
  size_t count;
} cdata_file;

cdata_file cdata_rules_en(void);
cdata_file cdata_rules_id(void);
cdata_file cdata_lexicon_id_en(void);
cdata_file cdata_alignment_weights(void);
