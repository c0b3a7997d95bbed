#include <pessimist/pessimist.hpp>

int main(int argc, char** argv) { return pessimist::main(argc, argv); }
