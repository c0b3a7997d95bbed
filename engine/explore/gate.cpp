#include "explore/gate.hpp"

#include <algorithm>
#include <cctype>
#include <random>
#include <utility>

#include <fmt/format.h>

namespace pessimist::explore {

namespace {

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

/// The value of a cookie (RFC 6265, section 5.4); empty if there is none.
std::string_view cookie_named(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    std::string_view one = cookies.substr(0, end);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return one.substr(name.size() + 1);
  }
  return {};
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
      secret_(random_secret()),
      token_(random_secret()) {}

std::string Gate::token() const {
  const std::scoped_lock lock(mutex_);
  return token_;
}

std::string Gate::cookie() const {
  return fmt::format("pessimist-{}={}; Path=/; HttpOnly; SameSite=Strict", port_, secret_);
}

bool Gate::is_ours(std::string_view host) const {
  const std::string port = fmt::format(":{}", port_);
  if (!host.ends_with(port)) return false;
  host.remove_suffix(port.size());
  return host == host_ || host == "localhost" || (!is_local_ && is_address(host));
}

Gate::Answer Gate::answer(const Visit& visit) {
  constexpr std::string_view scheme = "http://";
  if (!is_ours(visit.host)) return Answer::wrong_host;
  if (!visit.origin.empty() &&
      (!visit.origin.starts_with(scheme) || visit.origin.substr(scheme.size()) != visit.host))
    return Answer::wrong_host;
  const bool has_cookie = is_equal(cookie_named(visit.cookies, fmt::format("pessimist-{}", port_)), secret_);
  const bool is_from_page = visit.fetch_site.empty() || visit.fetch_site == "same-origin" ||
                            visit.fetch_site == "none";  // none: typed, or opened from elsewhere
  if (has_cookie && is_from_page) return Answer::welcome;
  const std::scoped_lock lock(mutex_);
  if (visit.token.empty()) return Answer::stranger;
  if (is_equal(visit.token, token_)) {
    spent_ = std::exchange(token_, random_secret());
    return Answer::newcomer;
  }
  return is_equal(visit.token, spent_) ? Answer::spent_link : Answer::stranger;
}

}  // namespace pessimist::explore
