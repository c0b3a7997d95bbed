#pragma once

#include <cstddef>

#include <httplib.h>

namespace pessimist::explore {

/// httplib's server, but that nobody can make it wait, or remember, without end: one request a connection, of no more than so
/// many bytes, and they must be there within some seconds; httplib itself bounds neither the head of a request nor the time
/// that it takes as a whole.
class BoundedHttp : public httplib::Server {
 public:
  /// `most_of_body`: in bytes; of a head there may be 64 KiB.
  explicit BoundedHttp(std::size_t most_of_body);

 private:
  bool process_and_close_socket(socket_t socket) override;

  std::size_t most_of_body_;
};

}  // namespace pessimist::explore
