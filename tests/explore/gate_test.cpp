// Whom the explorer's server lets in.

#include "explore/gate.hpp"

#include <set>
#include <string>

#include <catch2/catch.hpp>

namespace pessimist::explore {
namespace {

using Entry = Gate::Entry;

constexpr int port = 4321;
constexpr const char* host = "127.0.0.1:4321";

TEST_CASE("gate: the token is good once, and the key until the end", "[explore]") {
  Gate gate("127.0.0.1", port, true);
  const std::string token = gate.token();
  CHECK(gate.enter(token) == Entry::newcomer);
  CHECK(gate.token() != token);
  CHECK(gate.enter(token) == Entry::spent_link);
  CHECK(gate.enter(gate.token()) == Entry::newcomer);
  CHECK(gate.enter(token) == Entry::stranger);  // forgotten by now
  CHECK(gate.opens(gate.key()));
}

TEST_CASE("gate: what is not the whole token, or the whole key, is nothing", "[explore]") {
  Gate gate("127.0.0.1", port, true);
  const std::string token = gate.token();
  for (std::size_t length = 0; length < token.size(); ++length) {
    CHECK(gate.enter(token.substr(0, length)) == Entry::stranger);
    CHECK_FALSE(gate.opens(gate.key().substr(0, length)));
  }
  CHECK(gate.enter(token + "0") == Entry::stranger);
  CHECK(gate.enter(gate.key()) == Entry::stranger);
  CHECK_FALSE(gate.opens(gate.key() + "0"));
  CHECK_FALSE(gate.opens(token));
  CHECK(gate.token() == token);
}

TEST_CASE("gate: pages of other sites may link to us, and no more", "[explore]") {
  const Gate gate("127.0.0.1", port, true);
  for (const char* site : {"cross-site", "same-site", "none"}) {
    CHECK(gate.is_ours({host, "", site}, true));
    CHECK_FALSE(gate.is_ours({host, "", site}, false));
  }
  for (const char* origin : {"null", "http://evil.example", "https://127.0.0.1:4321",
                             "http://127.0.0.1:43210", "http://127.0.0.1"}) {
    CHECK_FALSE(gate.is_ours({host, origin, "same-origin"}, false));
    CHECK_FALSE(gate.is_ours({host, origin, "same-origin"}, true));
  }
  CHECK(gate.is_ours({host, "http://127.0.0.1:4321", "same-origin"}, false));
  CHECK(gate.is_ours({host, "", ""}, false));
}

TEST_CASE("gate: a name that may lead anywhere is none of ours", "[explore]") {
  const Gate local("127.0.0.1", port, true);
  for (const char* theirs :
       {"", ":4321", "127.0.0.1", "localhost", "127.0.0.1:4322", "evil.example:4321",
        "127.0.0.1.evil.example:4321", "10.0.0.1:4321", "[::1]:4321", "127.0.0.1:4321:4321"})
    CHECK_FALSE(local.is_ours({theirs, "", ""}, true));
  CHECK(local.is_ours({"localhost:4321", "", ""}, true));

  const Gate everywhere("0.0.0.0", port, false);
  CHECK(everywhere.is_ours({"10.0.0.1:4321", "", ""}, true));
  CHECK(everywhere.is_ours({"[fe80::1]:4321", "", ""}, true));
  CHECK_FALSE(everywhere.is_ours({"evil.example:4321", "", ""}, true));
}

TEST_CASE("gate: browsers leave out the port of HTTP itself", "[explore]") {
  const Gate gate("127.0.0.1", 80, true);
  CHECK(gate.is_ours({"127.0.0.1", "http://127.0.0.1", ""}, false));
  CHECK(gate.is_ours({"127.0.0.1:80", "", ""}, false));
  CHECK_FALSE(gate.is_ours({"127.0.0.1:81", "", ""}, false));
}

TEST_CASE("gate: secrets are long, and each another", "[explore]") {
  std::set<std::string> secrets;
  for (int i = 0; i < 10; ++i) {
    const Gate gate("127.0.0.1", port, true);
    secrets.insert(gate.token());
    secrets.insert(gate.key());
  }
  CHECK(secrets.size() == 20);
  for (const std::string& secret : secrets) CHECK(secret.size() == 32);
}

}  // namespace
}  // namespace pessimist::explore
