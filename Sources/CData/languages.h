// The folders of data/: languages, pairs of languages, and what holds for all others. A line takes a
// folder's files in, whichever it has; compilers notice a new file in an old folder when this one changes.

#define FOLDER root
#include "folder.h"

#define FOLDER en
#include "folder.h"

#define FOLDER id
#include "folder.h"

#define FOLDER id-en
#include "folder.h"

#define FOLDER ms
#include "folder.h"

#define FOLDER ms-en
#include "folder.h"
