// The data files that are part of the binary. So there is no path to them that can break.
#pragma once

#include <stddef.h>

// A file of data/. Its text ends with a zero byte and holds no other.
typedef struct {
  const char *folder;
  const char *name;
  const char *text;
} cdata_file;

// The number of files.
size_t cdata_count(void);
// The file at a position, from 0. Its strings are never freed.
cdata_file cdata_at(size_t index);
