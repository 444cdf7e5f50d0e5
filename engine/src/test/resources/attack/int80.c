/* Makes a directory by the system call table of another architecture: i386's, from a program of x86_64. */
#include <stdio.h>

int main(void)
{
	static const char name[] = "/tmp/by-int80";
	long result;

	__asm__ volatile("int $0x80" : "=a"(result) : "a"(39L), "b"(name), "c"(0755L) : "memory");
	printf("%ld\n", result);
	return 0;
}
