#include "cdata.h"

// C23's #embed includes a file in almost no time. SwiftPM's own `.embedInCode` makes a Swift array of it,
// which takes half a minute for a lexicon of 140 kB.
static const cdata_file files[] = {
#include "languages.h"
};

size_t cdata_count(void) { return sizeof files / sizeof files[0]; }

cdata_file cdata_at(size_t index) { return files[index]; }
