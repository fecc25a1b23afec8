// Command kubernetes-types prints the fields of every kind that client-go knows, in the form that
// TypeTable reads. Run it when the Kubernetes version changes:
//
//	go run . > ../../src/main/resources/dev/millrace/apply/normalize/kubernetes-types.txt
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"reflect"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes/scheme"
)

// scalars are the types that JSON holds in a form of their own.
var scalars = map[reflect.Type]string{
	reflect.TypeFor[resource.Quantity]():    "quantity",
	reflect.TypeFor[intstr.IntOrString]():   "int-or-string",
	reflect.TypeFor[metav1.Time]():          "time",
	reflect.TypeFor[metav1.MicroTime]():     "micro-time",
	reflect.TypeFor[metav1.Duration]():      "duration",
	reflect.TypeFor[runtime.RawExtension](): "any",
	reflect.TypeFor[metav1.FieldsV1]():      "any",
}

var (
	marshaler   = reflect.TypeFor[json.Marshaler]()
	unmarshaler = reflect.TypeFor[json.Unmarshaler]()
	metaObject  = reflect.TypeFor[metav1.Object]()
)

type table struct {
	kinds   []string
	structs map[string]string
}

func main() {
	t := table{structs: map[string]string{}}
	for gvk, goType := range scheme.Scheme.AllKnownTypes() {
		if gvk.Version != runtime.APIVersionInternal && reflect.PointerTo(goType).Implements(metaObject) {
			t.kinds = append(t.kinds, fmt.Sprintf("kind %s %s %s", gvk.GroupVersion(), gvk.Kind, t.expression(goType)))
		}
	}
	t.print()
}

func (t *table) print() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	sort.Strings(t.kinds)
	for _, line := range t.kinds {
		fmt.Fprintln(out, line)
	}
	names := make([]string, 0, len(t.structs))
	for name := range t.structs {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(out, "type %s%s\n", name, t.structs[name])
	}
}

// expression names a type; structs are added to the table under the name.
func (t *table) expression(goType reflect.Type) string {
	if name, ok := scalars[goType]; ok {
		return name
	}
	if goType.Implements(marshaler) || reflect.PointerTo(goType).Implements(unmarshaler) {
		if goType.Kind() != reflect.Pointer {
			panic("no form is known for the JSON of " + goType.String())
		}
	}
	switch goType.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint32, reflect.Uint64:
		return "int"
	case reflect.Float32, reflect.Float64:
		return "float"
	case reflect.Pointer:
		return "*" + t.expression(goType.Elem())
	case reflect.Map:
		return "{}" + t.expression(goType.Elem())
	case reflect.Slice:
		if goType.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return "[]" + t.expression(goType.Elem())
	case reflect.Struct:
		return t.add(goType)
	}
	panic("no expression for " + goType.String())
}

func (t *table) add(goType reflect.Type) string {
	dir := path.Dir(goType.PkgPath())
	name := path.Base(dir) + "/" + path.Base(goType.PkgPath()) + "." + goType.Name()
	if _, ok := t.structs[name]; ok {
		return name
	}
	t.structs[name] = ""
	var fields strings.Builder
	for i := range goType.NumField() {
		field := goType.Field(i)
		parts := strings.Split(field.Tag.Get("json"), ",")
		if parts[0] == "-" {
			continue
		}
		jsonName := parts[0]
		if jsonName == "" && !field.Anonymous {
			panic("no JSON name for " + goType.String() + "." + field.Name)
		}
		for _, option := range parts[1:] {
			switch option {
			case "omitempty":
				jsonName += "?"
			case "omitzero":
				jsonName += "!"
			}
		}
		fmt.Fprintf(&fields, " %s:%s", jsonName, t.expression(field.Type))
	}
	t.structs[name] = fields.String()
	return name
}
