#ifndef CCURL_H
#define CCURL_H

#include <stddef.h>

// What is posted.
struct ccurl_request {
  const char *url;
  const char *const *headers;  // ends with NULL
  const void *body;
  size_t body_size;
  long timeout_ms;
};

// What comes of it.
enum ccurl_outcome {
  CCURL_ANSWERED,
  CCURL_TIMED_OUT,
  CCURL_NOT_HTTP,
  CCURL_UNREACHABLE,
  CCURL_MISSING,  // there is no libcurl
};

struct ccurl_answer {
  enum ccurl_outcome outcome;
  const char *message;     // why there is no answer; lasts for ever
  long status;
  long long retry_after;   // seconds of a Retry-After header, 0 where there is none
};

// Posts once, over HTTP or HTTPS, and hands the body of the answer over piece by piece. It may be called
// from several threads.
struct ccurl_answer ccurl_post(
    struct ccurl_request request,
    size_t (*receive)(char *bytes, size_t size, size_t count, void *context), void *context);

#endif
