#pragma once

#include <string>
#include <vector>

#include "suite/judged.hpp"

namespace pessimist::suite {

/// A report in the form of JUnit, as its schema for Apache Ant has it (github.com/windyroad/JUnit-Schema), which is what
/// servers of continuous integration read: a test case for each check, a failure where it is not as the contract says, an
/// error where its specification is broken.
std::string junit_xml(const Contract& contract, const std::vector<Judged>& checks);

}  // namespace pessimist::suite
