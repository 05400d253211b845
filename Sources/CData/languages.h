// The folders of data/: languages, pairs of languages, and root for all other languages. A line includes
// all files that a folder has. After a new file in an old folder, change this file too, so that it is compiled.

#define FOLDER root
#include "folder.h"

#define FOLDER ar
#include "folder.h"

#define FOLDER bg
#include "folder.h"

#define FOLDER bn
#include "folder.h"

#define FOLDER cs
#include "folder.h"

#define FOLDER da
#include "folder.h"

#define FOLDER de
#include "folder.h"

#define FOLDER el
#include "folder.h"

#define FOLDER en
#include "folder.h"

#define FOLDER es
#include "folder.h"

#define FOLDER fa
#include "folder.h"

#define FOLDER fi
#include "folder.h"

#define FOLDER fil
#include "folder.h"

#define FOLDER fr
#include "folder.h"

#define FOLDER hi
#include "folder.h"

#define FOLDER hu
#include "folder.h"

#define FOLDER id
#include "folder.h"

#define FOLDER id-en
#include "folder.h"

#define FOLDER is
#include "folder.h"

#define FOLDER it
#include "folder.h"

#define FOLDER ja
#include "folder.h"

#define FOLDER jv
#include "folder.h"

#define FOLDER ko
#include "folder.h"

#define FOLDER ms
#include "folder.h"

#define FOLDER ms-en
#include "folder.h"

#define FOLDER nb
#include "folder.h"

#define FOLDER nl
#include "folder.h"

#define FOLDER no
#include "folder.h"

#define FOLDER pl
#include "folder.h"

#define FOLDER pt
#include "folder.h"

#define FOLDER ro
#include "folder.h"

#define FOLDER ru
#include "folder.h"

#define FOLDER sk
#include "folder.h"

#define FOLDER su
#include "folder.h"

#define FOLDER sv
#include "folder.h"

#define FOLDER ta
#include "folder.h"

#define FOLDER tl
#include "folder.h"

#define FOLDER tr
#include "folder.h"

#define FOLDER uk
#include "folder.h"

#define FOLDER ur
#include "folder.h"

#define FOLDER vi
#include "folder.h"

#define FOLDER zh
#include "folder.h"
