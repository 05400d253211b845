// HTTP requests with libcurl, which is loaded when the first one is sent.
#ifndef CCURL_H
#define CCURL_H

#include <stddef.h>

// A POST request.
struct ccurl_request {
  const char *url;
  const char *const *headers;  // ends with NULL
  const void *body;
  size_t body_size;
  long timeout_ms;
};

// How a request ended.
enum ccurl_outcome {
  // A complete answer came, with any HTTP status.
  CCURL_ANSWERED,
  // No complete answer came within `timeout_ms`.
  CCURL_TIMED_OUT,
  // The address or the answer is not HTTP.
  CCURL_NOT_HTTP,
  // The request failed otherwise; `message` says why.
  CCURL_UNREACHABLE,
  // The answer is larger than `receive` takes, or its headers are larger than any.
  CCURL_TOO_LARGE,
  CCURL_MISSING,  // there is no libcurl
};

// The answer to a request.
struct ccurl_answer {
  enum ccurl_outcome outcome;
  const char *message;     // why there is no answer; lasts for ever
  long status;
  long long retry_after;   // seconds of a Retry-After header, 0 where there is none
};

// Posts once, over HTTP or HTTPS. Calls `receive` with each piece of the answer's body: `size *
// count` bytes at `bytes`, and `context` as it was given. `receive` returns the number of bytes it
// took; any other number ends the request. May be called from several threads.
struct ccurl_answer ccurl_post(
    struct ccurl_request request,
    size_t (*receive)(char *bytes, size_t size, size_t count, void *context), void *context);

#endif
