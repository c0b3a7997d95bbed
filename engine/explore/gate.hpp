#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace pessimist::explore {

/// Who may ask the server: a browser that has opened the link that the terminal showed, on a page of our own. Whoever else can
/// reach the port (another user of the machine, a page of another site in the same browser) is turned away.
///
/// The link holds a token that is good once. Who brings it gets a cookie, which is good until the server ends. A link that was
/// used already may have been seen by somebody: it opens nothing, but the terminal shows a new one.
class Gate {
 public:
  /// A host and port by which the server is asked for, and whether it listens on this machine only.
  Gate(std::string host, int port, bool is_local);

  /// What of a request matters. All of it may be hostile.
  struct Visit {
    std::string_view host;        ///< header Host
    std::string_view origin;      ///< header Origin; empty: none
    std::string_view fetch_site;  ///< header Sec-Fetch-Site; empty: none
    std::string_view cookies;     ///< header Cookie
    std::string_view token;       ///< of the link; empty: none
  };
  enum class Answer {
    welcome,     ///< by the cookie
    newcomer,    ///< by the token: is to get the cookie
    spent_link,  ///< the token was used already
    stranger,    ///< neither
    wrong_host,  ///< another name leads here (DNS rebinding), or another site asks
  };
  Answer answer(const Visit& visit);

  /// The token that is good now.
  std::string token() const;
  /// For Set-Cookie.
  std::string cookie() const;

 private:
  bool is_ours(std::string_view host) const;

  std::string host_;
  int port_;
  bool is_local_;
  std::string secret_;
  mutable std::mutex mutex_;
  std::string token_;
  std::string spent_;  ///< the one before
};

}  // namespace pessimist::explore
