#include "explore/gate.hpp"

#include <algorithm>
#include <cctype>
#include <random>
#include <utility>

#include <fmt/format.h>

namespace pessimist::explore {

namespace {

constexpr int port_of_http = 80;  // which browsers leave out

/// 128 bits that nobody can guess, in hexadecimal digits.
std::string random_secret() {
  std::random_device device;
  std::string digits;
  for (int i = 0; i < 4; ++i) digits += fmt::format("{:08x}", device());
  return digits;
}

/// Takes as long whatever the difference.
bool is_equal(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < one.size(); ++i) difference |= static_cast<unsigned>(one[i] ^ other[i]);
  return difference == 0;
}

/// An address, not a name: no one can make it lead elsewhere.
bool is_address(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) return true;
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
  });
}

}  // namespace

Gate::Gate(std::string host, int port, bool is_local)
    : host_(std::move(host)),
      port_(port),
      is_local_(is_local),
      key_(random_secret()),
      token_(random_secret()) {}

std::string Gate::token() const {
  const std::scoped_lock lock(mutex_);
  return token_;
}

bool Gate::is_our_host(std::string_view host) const {
  const std::string port = fmt::format(":{}", port_);
  if (host.ends_with(port))
    host.remove_suffix(port.size());
  else if (port_ != port_of_http)
    return false;
  return host == host_ || host == "localhost" || (!is_local_ && is_address(host));
}

bool Gate::is_ours(const Visit& visit, bool navigates) const {
  constexpr std::string_view scheme = "http://";
  if (!is_our_host(visit.host)) return false;
  const bool has_our_origin = visit.origin.empty() || (visit.origin.starts_with(scheme) &&
                                                       visit.origin.substr(scheme.size()) == visit.host);
  const bool is_from_page = visit.fetch_site.empty() || visit.fetch_site == "same-origin";
  return has_our_origin && (navigates || is_from_page);
}

bool Gate::opens(std::string_view key) const { return is_equal(key, key_); }

Gate::Entry Gate::enter(std::string_view token) {
  const std::scoped_lock lock(mutex_);
  if (is_equal(token, token_)) {
    spent_ = std::exchange(token_, random_secret());
    return Entry::newcomer;
  }
  return !spent_.empty() && is_equal(token, spent_) ? Entry::spent_link : Entry::stranger;
}

}  // namespace pessimist::explore
