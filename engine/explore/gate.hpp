#pragma once

#include <mutex>
#include <string>
#include <string_view>

namespace pessimist::explore {

/// Who may ask the server: a page of our own, in a browser that has opened the link that the terminal showed. Whoever else can
/// reach the port (another user of the machine, a page of another site in the same browser) is turned away.
///
/// The link holds a token that is good once. Who brings it gets a key, which is good until the server ends; the page keeps it
/// where only pages of the same host and port can read it, which is not so of a cookie. A link that was used already may have
/// been seen by somebody: it opens nothing, but the terminal shows a new one.
class Gate {
 public:
  /// A host and port by which the server is asked for, and whether it listens on this machine only.
  Gate(std::string host, int port, bool is_local);

  /// What of a request matters. All of it may be hostile.
  struct Visit {
    std::string_view host;        ///< header Host
    std::string_view origin;      ///< header Origin; empty: none
    std::string_view fetch_site;  ///< header Sec-Fetch-Site; empty: none
  };
  /// Not by another name that leads here (DNS rebinding), nor from a page of another site. Who may only follow a link to us,
  /// `navigates`, may do so from anywhere.
  bool is_ours(const Visit& visit, bool navigates) const;
  /// Whether this is the key.
  bool opens(std::string_view key) const;

  enum class Entry {
    newcomer,    ///< is to get the key
    spent_link,  ///< the token was used already
    stranger,    ///< the token is none
  };
  Entry enter(std::string_view token);

  /// The token that is good now.
  std::string token() const;
  const std::string& key() const { return key_; }

 private:
  bool is_our_host(std::string_view host) const;

  std::string host_;
  int port_;
  bool is_local_;
  std::string key_;
  mutable std::mutex mutex_;
  std::string token_;
  std::string spent_;  ///< the one before
};

}  // namespace pessimist::explore
