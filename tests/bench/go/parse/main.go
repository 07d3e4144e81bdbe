// SPDX-License-Identifier: Apache-2.0

// Says of each file whether HashiCorp's parser accepts it: names on standard input, one a line;
// `accept NAME` or `reject NAME` on standard output, why on standard error. The twin of
// parse_verdicts.cc. Duplicate arguments are no matter of syntax here.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func syntaxError(diagnostics hcl.Diagnostics) *hcl.Diagnostic {
	for _, diagnostic := range diagnostics {
		if diagnostic.Severity == hcl.DiagError && diagnostic.Summary != "Attribute redefined" {
			return diagnostic
		}
	}
	return nil
}

func main() {
	names := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var spent time.Duration
	bytes := 0
	for names.Scan() {
		text, err := os.ReadFile(names.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		begin := time.Now()
		_, diagnostics := hclsyntax.ParseConfig(text, names.Text(), hcl.InitialPos)
		spent += time.Since(begin)
		bytes += len(text)
		if diagnostic := syntaxError(diagnostics); diagnostic != nil {
			fmt.Fprintf(out, "reject %s\n", names.Text())
			detail := strings.ReplaceAll(diagnostic.Detail, "\n", " ")
			fmt.Fprintf(os.Stderr, "%s: %s: %s\n", diagnostic.Subject, diagnostic.Summary, detail)
		} else {
			fmt.Fprintf(out, "accept %s\n", names.Text())
		}
	}
	fmt.Fprintf(os.Stderr, "hclsyntax: %.2f MB/s\n", float64(bytes)/1e6/spent.Seconds())
}
