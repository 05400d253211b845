#include "cdata.h"

// C23's #embed takes a file in at no cost to the compiler; SwiftPM's own `.embedInCode` spells it
// out as a Swift array and takes half a minute for a lexicon of 140 kB.
static const unsigned char rules_en[] = {
#embed "data/en.rules"
};

static const unsigned char rules_id[] = {
#embed "data/id.rules"
};

static const unsigned char lexicon_id_en[] = {
#embed "data/lexicon.id-en.tsv"
};

static const unsigned char alignment_weights[] = {
#embed "data/alignment.weights"
};

cdata_file cdata_rules_en(void) { return (cdata_file){rules_en, sizeof rules_en}; }
cdata_file cdata_rules_id(void) { return (cdata_file){rules_id, sizeof rules_id}; }
cdata_file cdata_lexicon_id_en(void) {
  return (cdata_file){lexicon_id_en, sizeof lexicon_id_en};
}
cdata_file cdata_alignment_weights(void) {
  return (cdata_file){alignment_weights, sizeof alignment_weights};
}
