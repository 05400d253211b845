// libxml2's headers name types of ICU, in members that are not used here. Foundation brings an ICU of its own, and
// the compiler refuses the two in one module.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

static void cxml2_say_nothing(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

/// Keeps libxml2 from printing the messages for which it calls no handler of the parser's own, such
/// as those about bytes that it cannot convert. It holds for the calling thread.
static inline void cxml2_silence(void) { xmlSetGenericErrorFunc(NULL, cxml2_say_nothing); }
