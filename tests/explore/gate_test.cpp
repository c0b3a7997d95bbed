// Whom the explorer's server lets in.

#include "explore/gate.hpp"

#include <set>
#include <string>

#include <catch2/catch.hpp>

namespace pessimist::explore {
namespace {

using Answer = Gate::Answer;

constexpr int port = 4321;
constexpr const char* host = "127.0.0.1:4321";

/// What a browser sends back.
std::string cookie_of(const Gate& gate) {
  const std::string cookie = gate.cookie();
  return cookie.substr(0, cookie.find(';'));
}

TEST_CASE("gate: the token is good once, and the cookie until the end", "[explore]") {
  Gate gate("127.0.0.1", port, true);
  const std::string token = gate.token();
  CHECK(gate.answer({host, "", "", "", ""}) == Answer::stranger);
  CHECK(gate.answer({host, "", "none", "", token}) == Answer::newcomer);
  CHECK(gate.token() != token);
  CHECK(gate.answer({host, "", "none", "", token}) == Answer::spent_link);
  CHECK(gate.answer({host, "", "same-origin", cookie_of(gate), ""}) == Answer::welcome);
  CHECK(gate.answer({host, "", "none", "other=1; " + cookie_of(gate), token}) == Answer::welcome);
  CHECK(gate.answer({host, "", "none", "", gate.token()}) == Answer::newcomer);
}

TEST_CASE("gate: what is not the whole token, or the whole cookie, is nothing", "[explore]") {
  Gate gate("127.0.0.1", port, true);
  const std::string token = gate.token();
  const std::string cookie = cookie_of(gate);
  for (std::size_t length = 0; length < token.size(); ++length)
    CHECK(gate.answer({host, "", "", "", token.substr(0, length)}) == Answer::stranger);
  CHECK(gate.answer({host, "", "", "", token + "0"}) == Answer::stranger);
  for (const std::string& cookies : {cookie.substr(0, cookie.size() - 1), cookie + "0", "x" + cookie,
                                     "a=" + cookie, std::string("pessimist-4321="), std::string(";;=;")})
    CHECK(gate.answer({host, "", "", cookies, ""}) == Answer::stranger);
  CHECK(gate.token() == token);
}

TEST_CASE("gate: a cookie does not help a page of another site", "[explore]") {
  Gate gate("127.0.0.1", port, true);
  const std::string cookie = cookie_of(gate);
  CHECK(gate.answer({host, "", "cross-site", cookie, ""}) == Answer::stranger);
  CHECK(gate.answer({host, "", "same-site", cookie, ""}) == Answer::stranger);
  for (const char* origin : {"null", "http://evil.example", "https://127.0.0.1:4321",
                             "http://127.0.0.1:43210", "http://127.0.0.1"})
    CHECK(gate.answer({host, origin, "same-origin", cookie, ""}) == Answer::wrong_host);
  CHECK(gate.answer({host, "http://127.0.0.1:4321", "same-origin", cookie, ""}) == Answer::welcome);
}

TEST_CASE("gate: a name that may lead anywhere is none of ours", "[explore]") {
  Gate local("127.0.0.1", port, true);
  for (const char* theirs :
       {"", ":4321", "127.0.0.1", "localhost", "127.0.0.1:4322", "evil.example:4321",
        "127.0.0.1.evil.example:4321", "10.0.0.1:4321", "[::1]:4321", "127.0.0.1:4321:4321"})
    CHECK(local.answer({theirs, "", "", cookie_of(local), ""}) == Answer::wrong_host);
  CHECK(local.answer({"localhost:4321", "", "", cookie_of(local), ""}) == Answer::welcome);

  Gate everywhere("0.0.0.0", port, false);
  CHECK(everywhere.answer({"10.0.0.1:4321", "", "", cookie_of(everywhere), ""}) == Answer::welcome);
  CHECK(everywhere.answer({"[fe80::1]:4321", "", "", cookie_of(everywhere), ""}) == Answer::welcome);
  CHECK(everywhere.answer({"evil.example:4321", "", "", cookie_of(everywhere), ""}) == Answer::wrong_host);
}

TEST_CASE("gate: secrets are long, and each another", "[explore]") {
  std::set<std::string> secrets;
  for (int i = 0; i < 10; ++i) {
    const Gate gate("127.0.0.1", port, true);
    const std::string cookie = cookie_of(gate);
    secrets.insert(gate.token());
    secrets.insert(cookie.substr(cookie.find('=') + 1));
  }
  CHECK(secrets.size() == 20);
  for (const std::string& secret : secrets) CHECK(secret.size() == 32);
}

}  // namespace
}  // namespace pessimist::explore
