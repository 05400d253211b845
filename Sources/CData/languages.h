// The folders of data/: languages, pairs of languages, and root for all other languages. A line includes
// all files that a folder has. After a new file in an old folder, change this file too, so that it is compiled.

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
