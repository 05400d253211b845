#include "cweb.h"

// C23's #embed, as in CData.
static const unsigned char index_html[] = {
#embed "page/index.html"
};
static const unsigned char page_css[] = {
#embed "page/page.css"
};
static const unsigned char align_js[] = {
#embed "page/align.js"
};
static const unsigned char draft_js[] = {
#embed "page/draft.js"
};
static const unsigned char elements_js[] = {
#embed "page/elements.js"
};
static const unsigned char files_js[] = {
#embed "page/files.js"
};
static const unsigned char kept_js[] = {
#embed "page/kept.js"
};
static const unsigned char lookup_js[] = {
#embed "page/lookup.js"
};
static const unsigned char memory_js[] = {
#embed "page/memory.js"
};
static const unsigned char page_js[] = {
#embed "page/page.js"
};
static const unsigned char requests_js[] = {
#embed "page/requests.js"
};
static const unsigned char search_js[] = {
#embed "page/search.js"
};
static const unsigned char server_js[] = {
#embed "page/server.js"
};
static const unsigned char icon_svg[] = {
#embed "page/icon.svg"
};
static const unsigned char openapi_json[] = {
#embed "page/openapi.json"
};

static const cweb_file files[] = {
    {"index.html", index_html, sizeof index_html},
    {"page.css", page_css, sizeof page_css},
    {"align.js", align_js, sizeof align_js},
    {"draft.js", draft_js, sizeof draft_js},
    {"elements.js", elements_js, sizeof elements_js},
    {"files.js", files_js, sizeof files_js},
    {"kept.js", kept_js, sizeof kept_js},
    {"lookup.js", lookup_js, sizeof lookup_js},
    {"memory.js", memory_js, sizeof memory_js},
    {"page.js", page_js, sizeof page_js},
    {"requests.js", requests_js, sizeof requests_js},
    {"search.js", search_js, sizeof search_js},
    {"server.js", server_js, sizeof server_js},
    {"icon.svg", icon_svg, sizeof icon_svg},
    {"openapi.json", openapi_json, sizeof openapi_json},
};

size_t cweb_count(void) { return sizeof files / sizeof files[0]; }

cweb_file cweb_at(size_t index) { return files[index]; }
