#include "shared/lab/programs.h"

int main(int argc, char** argv) {
    return lab::run(argc, argv);
}
