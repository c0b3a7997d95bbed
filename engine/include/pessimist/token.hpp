#pragma once

#include <cstdint>
#include <functional>

namespace pessimist {

/// An opaque value, such as what clients propose or write: it can be told from another and nothing else, so that the
/// values of a kind are interchangeable, as nodes of a symmetric role are. `Kind` is any type that names the kind;
/// `setup.tokens<Kind>(count)` says how many there are, `context.tokens<Kind>()` lists them.
///
/// `std::set<Token<Kind>>` and `std::map<Token<Kind>, T>` work, in an arbitrary order: a handler or a property that
/// depends on it is not symmetric.
template <class Kind>
class Token {
 public:
  friend constexpr bool operator==(Token, Token) = default;

 private:
  friend struct TokenAccess;
  constexpr explicit Token(std::uint16_t ordinal) : ordinal_(ordinal) {}

  std::uint16_t ordinal_;
};

/// How the engine makes tokens and looks into them; not for protocols.
struct TokenAccess {
  template <class Kind>
  static constexpr Token<Kind> make(std::uint16_t ordinal) {
    return Token<Kind>(ordinal);
  }
  template <class Kind>
  static constexpr std::uint16_t ordinal(Token<Kind> token) {
    return token.ordinal_;
  }
};

}  // namespace pessimist

/// Lets tokens be elements of std::set and keys of std::map; see the note on their order above.
template <class Kind>
struct std::less<pessimist::Token<Kind>> {
  constexpr bool operator()(pessimist::Token<Kind> left, pessimist::Token<Kind> right) const {
    return pessimist::TokenAccess::ordinal(left) < pessimist::TokenAccess::ordinal(right);
  }
};
