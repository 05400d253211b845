#include "cdata.h"

// C23's #embed takes a file in at no cost to the compiler; SwiftPM's own `.embedInCode` spells it
// out as a Swift array and takes half a minute for a lexicon of 140 kB.
static const cdata_file files[] = {
#include "languages.h"
};

size_t cdata_count(void) { return sizeof files / sizeof files[0]; }

cdata_file cdata_at(size_t index) { return files[index]; }
