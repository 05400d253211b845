#include "cweb.h"

// C23's #embed, as in CData.
static const unsigned char index_html[] = {
#embed "page/index.html"
};
static const unsigned char page_css[] = {
#embed "page/page.css"
};
static const unsigned char page_js[] = {
#embed "page/page.js"
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
    {"page.js", page_js, sizeof page_js},
    {"icon.svg", icon_svg, sizeof icon_svg},
    {"openapi.json", openapi_json, sizeof openapi_json},
};

size_t cweb_count(void) { return sizeof files / sizeof files[0]; }

cweb_file cweb_at(size_t index) { return files[index]; }
