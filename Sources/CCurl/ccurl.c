// libcurl, loaded when it is first used: with the 25 libraries behind it, it would cost every run of the
// program 4 ms, and hardly any run posts anything.
#define CURL_DISABLE_TYPECHECK
#include "ccurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>

static struct {
  __typeof__(curl_global_init) *global_init;
  __typeof__(curl_easy_init) *easy_init;
  __typeof__(curl_easy_setopt) *easy_setopt;
  __typeof__(curl_easy_perform) *easy_perform;
  __typeof__(curl_easy_getinfo) *easy_getinfo;
  __typeof__(curl_easy_strerror) *easy_strerror;
  __typeof__(curl_easy_cleanup) *easy_cleanup;
  __typeof__(curl_slist_append) *slist_append;
  __typeof__(curl_slist_free_all) *slist_free_all;
  int is_ready;
} curl;

static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  curl.global_init = dlsym(library, "curl_global_init");
  curl.easy_init = dlsym(library, "curl_easy_init");
  curl.easy_setopt = dlsym(library, "curl_easy_setopt");
  curl.easy_perform = dlsym(library, "curl_easy_perform");
  curl.easy_getinfo = dlsym(library, "curl_easy_getinfo");
  curl.easy_strerror = dlsym(library, "curl_easy_strerror");
  curl.easy_cleanup = dlsym(library, "curl_easy_cleanup");
  curl.slist_append = dlsym(library, "curl_slist_append");
  curl.slist_free_all = dlsym(library, "curl_slist_free_all");
  curl.is_ready = curl.global_init && curl.easy_init && curl.easy_setopt && curl.easy_perform &&
                  curl.easy_getinfo && curl.easy_strerror && curl.easy_cleanup &&
                  curl.slist_append && curl.slist_free_all &&
                  curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

// libcurl keeps all headers of an answer, so their size in bytes has a limit. Servers send 1 kB.
static const size_t most_header_bytes = 1 << 18;

// Counts the bytes of headers; ends the request when `context`, the number that may still come, is
// used up.
static size_t count_header(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  size_t *left = context;
  if (size * count > *left) return 0;
  *left -= size * count;
  return size * count;
}

static struct ccurl_answer answer_of(CURL *handle, CURLcode code) {
  struct ccurl_answer answer = {CCURL_ANSWERED, NULL, 0, 0};
  curl_off_t seconds = 0;
  switch (code) {
    case CURLE_OK:
      curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
      curl.easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
      answer.retry_after = seconds;
      return answer;
    case CURLE_WRITE_ERROR: answer.outcome = CCURL_TOO_LARGE; break;
    case CURLE_OPERATION_TIMEDOUT: answer.outcome = CCURL_TIMED_OUT; break;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY: answer.outcome = CCURL_NOT_HTTP; break;
    default: answer.outcome = CCURL_UNREACHABLE;
  }
  answer.message = curl.easy_strerror(code);
  return answer;
}

struct ccurl_answer ccurl_post(
    struct ccurl_request request,
    size_t (*receive)(char *bytes, size_t size, size_t count, void *context), void *context) {
  pthread_once(&loading, load);
  CURL *handle = curl.is_ready ? curl.easy_init() : NULL;
  if (handle == NULL) return (struct ccurl_answer){CCURL_MISSING, "", 0, 0};
  struct curl_slist *headers = NULL;
  for (const char *const *header = request.headers; *header != NULL; header++) {
    headers = curl.slist_append(headers, *header);
  }
  curl.easy_setopt(handle, CURLOPT_URL, request.url);
  curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl.easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl.easy_setopt(handle, CURLOPT_TIMEOUT_MS, request.timeout_ms);
  curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request.body_size);
  curl.easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, request.body);
  curl.easy_setopt(handle, CURLOPT_WRITEDATA, context);
  curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, receive);
  size_t header_bytes_left = most_header_bytes;
  curl.easy_setopt(handle, CURLOPT_HEADERDATA, &header_bytes_left);
  curl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, count_header);
  struct ccurl_answer answer = answer_of(handle, curl.easy_perform(handle));
  curl.slist_free_all(headers);
  curl.easy_cleanup(handle);
  return answer;
}
