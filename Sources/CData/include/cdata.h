// The data files that ship inside the binary, so that no path to them can break.
#pragma once

#include <stddef.h>

// A file of data/, without bytes of zero but the one behind its end.
typedef struct {
  const char *folder;
  const char *name;
  const char *text;
} cdata_file;

// How many files there are.
size_t cdata_count(void);
// A file by its position.
cdata_file cdata_at(size_t index);
