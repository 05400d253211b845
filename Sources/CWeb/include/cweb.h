// The files of the server's page, and the description of its API, inside the binary.
#pragma once

#include <stddef.h>

// A file of page/.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} cweb_file;

// The number of files.
size_t cweb_count(void);
// The file at a position, from 0. It is never freed.
cweb_file cweb_at(size_t index);
