#include "explore/bounded_http.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pessimist::explore {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t threads = 32;
constexpr std::size_t most_of_head = std::size_t{64} << 10;
constexpr std::chrono::seconds time_to_ask{10};
constexpr std::chrono::seconds time_to_take{10};  // a part of the answer

/// A connection as httplib reads it. What comes too late, or is too much, is the end of it.
class Connection : public httplib::Stream {
 public:
  Connection(socket_t socket, std::size_t most_of_body)
      : socket_(socket), most_of_body_(most_of_body), deadline_(Clock::now() + time_to_ask) {}

  bool is_readable() const override { return waits_for(POLLIN, deadline_); }
  bool is_writable() const override { return waits_for(POLLOUT, Clock::now() + time_to_take); }

  ssize_t read(char* bytes, std::size_t size) override {
    if (begin_ == end_) {
      if (left_ == 0 || !is_readable()) return -1;
      const ssize_t got = ::recv(socket_, buffer_, std::min(sizeof buffer_, left_), 0);
      if (got <= 0) return got;
      begin_ = 0;
      end_ = static_cast<std::size_t>(got);
      left_ -= end_;
      look_for_body();
    }
    const std::size_t taken = std::min(size, end_ - begin_);
    std::copy_n(buffer_ + begin_, taken, bytes);
    begin_ += taken;
    return static_cast<ssize_t>(taken);
  }

  ssize_t write(const char* bytes, std::size_t size) override {
    return is_writable() ? ::send(socket_, bytes, size, MSG_NOSIGNAL) : -1;
  }

  // Nobody asks who is at the other side.
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

 private:
  /// An empty line ends the head; from then on there may be a body, too.
  void look_for_body() {
    constexpr std::string_view end_of_head = "\r\n\r\n";
    for (std::size_t i = 0; i < end_ && matched_ < end_of_head.size(); ++i) {
      matched_ = buffer_[i] == end_of_head[matched_] ? matched_ + 1 : buffer_[i] == end_of_head[0] ? 1 : 0;
      if (matched_ == end_of_head.size()) left_ += most_of_body_;
    }
  }

  bool waits_for(short what, Clock::time_point until) const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waiting{socket_, what, 0};
    return left > 0 && ::poll(&waiting, 1, static_cast<int>(left)) > 0;
  }

  socket_t socket_;
  std::size_t most_of_body_;
  std::size_t left_ = most_of_head;  ///< so much may still come
  std::size_t matched_ = 0;          ///< of what ends the head
  Clock::time_point deadline_;
  char buffer_[4096] = {};
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace

BoundedHttp::BoundedHttp(std::size_t most_of_body) : most_of_body_(most_of_body) {
  new_task_queue = [] { return new httplib::ThreadPool(threads); };
}

bool BoundedHttp::process_and_close_socket(socket_t socket) {
  Connection connection(socket, most_of_body_);
  bool is_closed = false;
  const bool is_answered = process_request(connection, true, is_closed, nullptr);
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
  return is_answered;
}

}  // namespace pessimist::explore
