#pragma once

#include <cstdint>
#include <vector>

#include "pessimist/model.hpp"
#include "pessimist/renaming.hpp"

namespace pessimist::reductions {

/// What a value looks like with its names erased, and how each name stands in it. With names exchanged, the shape is the
/// same and the uses are exchanged. Different values may have equal signatures: whoever uses one loses nothing by it but
/// time.
struct Signature {
  struct Use {
    NameIndex name = 0;
    std::uint64_t how = 0;
  };
  std::uint64_t shape = 0;
  std::vector<Use> uses;  ///< by name, each once

  /// Of the multiset of two.
  void add(const Signature& other);
};

/// Takes the signature of what it walks through. Names that may not be exchanged count as plain values.
class Signer final : public Walker {
 public:
  /// [name]: may be exchanged
  explicit Signer(const std::vector<bool>& movable);

  void open(bool ordered) override;
  void close() override;
  void plain(std::string_view bytes) override;
  void name(NameIndex name) override;
  /// A number that belongs to the value.
  void number(std::uint64_t number);

  /// Of all since the last one; in order.
  Signature take();

 private:
  struct Group {
    bool ordered = true;
    std::uint64_t count = 0;
    Signature of;
  };
  void add(const Signature& element);

  const std::vector<bool>& movable_;
  std::vector<Group> open_;
};

}  // namespace pessimist::reductions
