#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace pessimist::cli {

/// The help as CLI11 writes it, no wider than the output.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter();

 protected:
  std::string make_option_desc(const CLI::Option* option) const override;
};

}  // namespace pessimist::cli
