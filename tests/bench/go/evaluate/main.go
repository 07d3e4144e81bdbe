// SPDX-License-Identifier: Apache-2.0

// Evaluates the expressions of a file with HashiCorp's evaluator and Terraform's functions, for
// evaluate_bench.cc, which starts it:
//
//	evaluate answers FILE    NAME ---> the value as JSON, with ? for what is not known
//	evaluate times FILE      NAME NANOSECONDS, for parsing and evaluating all, and for each call
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"syscall"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform/internal/lang"
	"github.com/zclconf/go-cty/cty"
)

type expressions struct {
	all, calls []*hclsyntax.Attribute
	context    *hcl.EvalContext
}

func fail(what any) {
	fmt.Fprintln(os.Stderr, what)
	os.Exit(2)
}

func parse(text []byte) *hclsyntax.Body {
	file, diagnostics := hclsyntax.ParseConfig(text, "expressions.hcl", hcl.InitialPos)
	if diagnostics.HasErrors() {
		fail(diagnostics)
	}
	return file.Body.(*hclsyntax.Body)
}

func attributes(body *hclsyntax.Body) []*hclsyntax.Attribute {
	var sorted []*hclsyntax.Attribute
	for _, attribute := range body.Attributes {
		sorted = append(sorted, attribute)
	}
	sort.Slice(sorted, func(i, j int) bool {
		return sorted[i].SrcRange.Start.Byte < sorted[j].SrcRange.Start.Byte
	})
	return sorted
}

func evaluate(attribute *hclsyntax.Attribute, context *hcl.EvalContext) cty.Value {
	value, diagnostics := attribute.Expr.Value(context)
	if diagnostics.HasErrors() {
		fail(diagnostics)
	}
	return value
}

// What a resource is that is not applied yet.
func terraformData() cty.Value {
	return cty.ObjectVal(map[string]cty.Value{"x": cty.ObjectVal(map[string]cty.Value{
		"id":               cty.UnknownVal(cty.String).RefineNotNull(),
		"input":            cty.StringVal("in"),
		"output":           cty.UnknownVal(cty.String),
		"triggers_replace": cty.NullVal(cty.DynamicPseudoType),
	})})
}

func prepare(body *hclsyntax.Body) expressions {
	scope := lang.Scope{BaseDir: ".", PureOnly: true}
	result := expressions{context: &hcl.EvalContext{
		Variables: map[string]cty.Value{"terraform_data": terraformData()},
		Functions: scope.Functions(),
	}}
	for _, name := range attributes(body.Blocks[0].Body) {
		result.context.Variables[name.Name] = evaluate(name, nil)
	}
	result.all = attributes(body.Blocks[1].Body)
	result.calls = attributes(body.Blocks[2].Body)
	return result
}

func text(value cty.Value) string {
	switch kind := value.Type(); {
	case !value.IsKnown():
		return "?"
	case value.IsNull():
		return "null"
	case kind == cty.Bool:
		return fmt.Sprint(value.True())
	case kind == cty.Number:
		return value.AsBigFloat().Text('f', -1)
	case kind == cty.String:
		var quoted strings.Builder
		encoder := json.NewEncoder(&quoted)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(value.AsString()); err != nil {
			fail(err)
		}
		return strings.TrimSuffix(quoted.String(), "\n")
	}
	keyed := value.Type().IsMapType() || value.Type().IsObjectType()
	var items []string
	for elements := value.ElementIterator(); elements.Next(); {
		key, element := elements.Element()
		item := text(element)
		if keyed {
			item = text(key) + ":" + item
		}
		items = append(items, item)
	}
	if keyed {
		return "{" + strings.Join(items, ",") + "}"
	}
	return "[" + strings.Join(items, ",") + "]"
}

// Of all threads: what the garbage collector does beside the evaluation is part of its cost.
func cpuNanoseconds() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		fail(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// The cost of one run, from enough runs to be measured.
func measure(run func()) float64 {
	const atLeast = 100_000_000
	for runs := int64(1); ; runs *= 2 {
		begin := cpuNanoseconds()
		for range runs {
			run()
		}
		if spent := cpuNanoseconds() - begin; spent >= atLeast {
			return float64(spent) / float64(runs)
		}
	}
}

func main() {
	if len(os.Args) != 3 || (os.Args[1] != "answers" && os.Args[1] != "times") {
		fail("usage: evaluate answers|times FILE")
	}
	source, err := os.ReadFile(os.Args[2])
	if err != nil {
		fail(err)
	}
	found := prepare(parse(source))
	if os.Args[1] == "answers" {
		for _, attribute := range append(found.all, found.calls...) {
			fmt.Printf("%s ---> %s\n", attribute.Name, text(evaluate(attribute, found.context)))
		}
		return
	}
	fmt.Printf("parse %.1f\n", measure(func() { parse(source) }))
	fmt.Printf("evaluate %.1f\n", measure(func() {
		for _, attribute := range found.all {
			evaluate(attribute, found.context)
		}
	}))
	for _, call := range found.calls {
		fmt.Printf("%s %.1f\n", call.Name, measure(func() { evaluate(call, found.context) }))
	}
}
