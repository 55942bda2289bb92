#include <stdio.h>

int main(void)
{
    puts("ismslint " ISMSLINT_VERSION);
    return 0;
}
