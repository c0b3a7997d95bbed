#pragma once

#include <functional>
#include <memory>
#include <string>

#include "explore/gate.hpp"
#include "explore/session.hpp"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace pessimist::explore {

class BoundedHttp;

/// The explorer's page, and what it asks a session for, over HTTP.
class Server {
 public:
  /// `host`: where to listen; `port`: 0 for any that is free; `first`: the address at which the page begins. Throws UsageError
  /// where nobody can listen there.
  Server(Session& session, const std::string& host, int port, std::string first);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  /// Where the page is to be had, once.
  std::string link() const;
  /// Called where somebody comes with a link that was used already, from another thread.
  void on_spent_link(std::function<void()> notice) { on_spent_link_ = std::move(notice); }
  /// Answers until stop(), which any thread may call.
  void listen();
  void stop();

 private:
  bool is_let_in(const httplib::Request& request, httplib::Response& response);
  void enter(const httplib::Request& request, httplib::Response& response);
  void add_page();
  void add_questions();

  Session& session_;
  std::string first_;
  std::unique_ptr<BoundedHttp> http_;
  std::string where_;  ///< host and port
  std::unique_ptr<Gate> gate_;
  std::function<void()> on_spent_link_ = [] {};
};

}  // namespace pessimist::explore
