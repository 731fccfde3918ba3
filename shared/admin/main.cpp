#include "shared/admin/program.h"

int main(int argc, char** argv) {
    return admin::run(argc, argv);
}
