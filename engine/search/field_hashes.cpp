#include "search/field_hashes.hpp"

#include <string_view>
#include <utility>

#include "pessimist/codec.hpp"
#include "store/ensure.hpp"
#include "store/hash.hpp"

namespace pessimist::search {

namespace {

/// A role is told as a group of its fields, so a field is what is told one level down: a piece, or a group with all
/// that is in it. Pieces are written with their kinds and sizes, so that different values are different texts.
class FieldSplitter final : public Walker {
 public:
  void open(bool) override {
    if (depth_++ > 0) text_ += '(';
  }
  void close() override {
    --depth_;
    if (depth_ == 0) return;
    text_ += ')';
    end_of_piece();
  }
  void plain(std::string_view bytes) override {
    text_ += '=';
    encode(static_cast<std::uint32_t>(bytes.size()), text_);
    text_ += bytes;
    end_of_piece();
  }
  void name(NameIndex name) override {
    text_ += '@';
    encode(name, text_);
    end_of_piece();
  }

  std::vector<std::uint64_t> take() { return std::move(hashes_); }

 private:
  void end_of_piece() {
    if (depth_ != 1) return;
    hashes_.push_back(store::hash_bytes(text_));
    text_.clear();
  }

  unsigned depth_ = 0;
  std::string text_;
  std::vector<std::uint64_t> hashes_;
};

}  // namespace

std::vector<std::uint64_t> field_hashes(const Model& model, unsigned role, const std::string& fields) {
  FieldSplitter splitter;
  model.walk({ValueType::Kind::fields, role}, fields, splitter);
  std::vector<std::uint64_t> hashes = splitter.take();
  store::ensure(hashes.size() == model.fields()[role].size(), "a walk tells of each field of a role");
  return hashes;
}

}  // namespace pessimist::search
