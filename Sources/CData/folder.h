// The files of one folder, as elements of the table in cdata.c. Each is a text that ends in a NUL.
#define CDATA_TEXT_(tokens) #tokens
#define CDATA_TEXT(tokens) CDATA_TEXT_(tokens)
#define CDATA_PATH(file) CDATA_TEXT(data/FOLDER/file)

#if __has_embed(CDATA_PATH(checks))
{CDATA_TEXT(FOLDER), "checks", (const char[]){
#embed CDATA_PATH(checks) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(concepts.tsv))
{CDATA_TEXT(FOLDER), "concepts.tsv", (const char[]){
#embed CDATA_PATH(concepts.tsv) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(content-weights))
{CDATA_TEXT(FOLDER), "content-weights", (const char[]){
#embed CDATA_PATH(content-weights) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(forms))
{CDATA_TEXT(FOLDER), "forms", (const char[]){
#embed CDATA_PATH(forms) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(inflection))
{CDATA_TEXT(FOLDER), "inflection", (const char[]){
#embed CDATA_PATH(inflection) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(lexicon.tsv))
{CDATA_TEXT(FOLDER), "lexicon.tsv", (const char[]){
#embed CDATA_PATH(lexicon.tsv) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(numbers))
{CDATA_TEXT(FOLDER), "numbers", (const char[]){
#embed CDATA_PATH(numbers) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(page))
{CDATA_TEXT(FOLDER), "page", (const char[]){
#embed CDATA_PATH(page) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(page-weights))
{CDATA_TEXT(FOLDER), "page-weights", (const char[]){
#embed CDATA_PATH(page-weights) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(pair))
{CDATA_TEXT(FOLDER), "pair", (const char[]){
#embed CDATA_PATH(pair) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(parents))
{CDATA_TEXT(FOLDER), "parents", (const char[]){
#embed CDATA_PATH(parents) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(rules))
{CDATA_TEXT(FOLDER), "rules", (const char[]){
#embed CDATA_PATH(rules) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(weights))
{CDATA_TEXT(FOLDER), "weights", (const char[]){
#embed CDATA_PATH(weights) suffix(, 0)
}},
#endif
#if __has_embed(CDATA_PATH(words))
{CDATA_TEXT(FOLDER), "words", (const char[]){
#embed CDATA_PATH(words) suffix(, 0)
}},
#endif
#undef FOLDER
#undef CDATA_TEXT_
#undef CDATA_TEXT
#undef CDATA_PATH
