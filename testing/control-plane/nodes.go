package main

import (
	"context"
	"strconv"
	"time"

	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func nodeReady(n *corev1.Node) bool {
	for _, c := range n.Status.Conditions {
		if c.Type == corev1.NodeReady {
			return c.Status == corev1.ConditionTrue
		}
	}
	return false
}

func (k *kubelet) register(ctx context.Context, i int) error {
	name := "node-" + strconv.Itoa(i)
	_, err := k.client.CoreV1().Nodes().Create(ctx, &corev1.Node{ObjectMeta: metav1.ObjectMeta{
		Name: name,
		Labels: map[string]string{
			corev1.LabelHostname: name, corev1.LabelOSStable: "linux", corev1.LabelArchStable: "amd64",
			corev1.LabelTopologyRegion: "local", corev1.LabelTopologyZone: "zone-" + string(rune('a'+i%3)),
			corev1.LabelInstanceTypeStable: "fake",
		},
	}}, metav1.CreateOptions{})
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

const heartbeat = 10 * time.Second

// syncNode makes any Node object Ready and keeps its lease: every node of this
// cluster is fake, whoever created it. Capacity that is already set is kept, so
// `kubectl create -f node-with-gpus.yaml` gives a node with GPUs.
func (k *kubelet) syncNode(ctx context.Context, name string) (time.Duration, error) {
	node, err := k.nodeLister.Get(name)
	if err != nil {
		return 0, nil // gone
	}
	up := node.Annotations[annReady] != "false"
	s := node.Status.DeepCopy()
	if len(s.Capacity) == 0 {
		s.Capacity = corev1.ResourceList{
			corev1.ResourceCPU: resource.MustParse("64"), corev1.ResourceMemory: resource.MustParse("256Gi"),
			corev1.ResourceEphemeralStorage: resource.MustParse("1Ti"), corev1.ResourcePods: resource.MustParse("500"),
		}
	}
	if len(s.Allocatable) == 0 {
		s.Allocatable = s.Capacity
	}
	s.Addresses = []corev1.NodeAddress{{Type: corev1.NodeInternalIP, Address: "127.0.0.1"}, {Type: corev1.NodeHostName, Address: name}}
	s.DaemonEndpoints.KubeletEndpoint.Port = k.port
	s.NodeInfo.OperatingSystem, s.NodeInfo.Architecture = "linux", "amd64"
	s.NodeInfo.KubeletVersion, s.NodeInfo.ContainerRuntimeVersion = "fake", "fake://0"
	now := metav1.Now()
	set := func(t corev1.NodeConditionType, st corev1.ConditionStatus, reason, msg string) {
		for i := range s.Conditions {
			if c := &s.Conditions[i]; c.Type == t {
				if c.Status != st {
					*c = corev1.NodeCondition{Type: t, Status: st, Reason: reason, Message: msg, LastTransitionTime: now, LastHeartbeatTime: now}
				}
				return
			}
		}
		s.Conditions = append(s.Conditions, corev1.NodeCondition{Type: t, Status: st, Reason: reason, Message: msg, LastTransitionTime: now, LastHeartbeatTime: now})
	}
	set(corev1.NodeMemoryPressure, corev1.ConditionFalse, "KubeletHasSufficientMemory", "fake kubelet")
	set(corev1.NodeDiskPressure, corev1.ConditionFalse, "KubeletHasNoDiskPressure", "fake kubelet")
	set(corev1.NodePIDPressure, corev1.ConditionFalse, "KubeletHasSufficientPID", "fake kubelet")
	if up {
		set(corev1.NodeReady, corev1.ConditionTrue, "KubeletReady", "fake kubelet")
	} else {
		set(corev1.NodeReady, corev1.ConditionFalse, "KubeletNotReady", "fake kubelet: annotation "+annReady)
	}
	if !equality.Semantic.DeepEqual(s, &node.Status) {
		n := node.DeepCopy()
		n.Status = *s
		if _, err := k.client.CoreV1().Nodes().UpdateStatus(ctx, n, metav1.UpdateOptions{}); err != nil {
			return 0, err
		}
	}
	return heartbeat, k.renew(ctx, node)
}

func (k *kubelet) renew(ctx context.Context, node *corev1.Node) error {
	leases := k.client.CoordinationV1().Leases(corev1.NamespaceNodeLease)
	now := metav1.NowMicro()
	secs := int32(40)
	l, err := leases.Get(ctx, node.Name, metav1.GetOptions{ResourceVersion: "0"})
	if apierrors.IsNotFound(err) {
		_, err = leases.Create(ctx, &coordinationv1.Lease{
			ObjectMeta: metav1.ObjectMeta{Name: node.Name, OwnerReferences: []metav1.OwnerReference{{APIVersion: "v1", Kind: "Node", Name: node.Name, UID: node.UID}}},
			Spec:       coordinationv1.LeaseSpec{HolderIdentity: &node.Name, LeaseDurationSeconds: &secs, RenewTime: &now},
		}, metav1.CreateOptions{})
		if apierrors.IsAlreadyExists(err) {
			return nil
		}
		return err
	}
	if err != nil {
		return err
	}
	if l.Spec.RenewTime != nil && time.Since(l.Spec.RenewTime.Time) < heartbeat/2 {
		return nil
	}
	l.Spec.RenewTime = &now
	_, err = leases.Update(ctx, l, metav1.UpdateOptions{})
	return err
}
